//! Sources over maps in memory.
