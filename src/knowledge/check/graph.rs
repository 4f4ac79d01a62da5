//! The ways through a flow: whether it can end, and whether it stops to listen.

use super::super::diagnostic::Problems;
use super::super::field::About;
use super::super::problem::Problem;
use super::super::source::{Does, StepEntry};
use super::super::{FlowStep, Place, StepKind, Target};
use crate::limits;

/// Where a step can go on.
pub(super) struct Links {
    pub(super) next: Target,
    /// `gave_up`, `none`, `failed`, `refused`.
    pub(super) otherwise: Option<Target>,
    /// `declined`.
    pub(super) declined: Option<Target>,
    pub(super) arms: Vec<Target>,
}

/// Steps by index, and where each can go on.
pub(super) struct Graph {
    edges: Vec<Vec<usize>>,
    /// The flow can be over after it.
    ends: Vec<bool>,
    /// The turn can be over at it: the buyer is asked something.
    waits: Vec<bool>,
    after_call: Vec<bool>,
}

impl Graph {
    pub(super) fn of(steps: &[StepEntry], links: &[Links]) -> Graph {
        let mut edges = Vec::with_capacity(steps.len());
        let mut ends = Vec::with_capacity(steps.len());
        for links in links {
            let inside = |target| match target {
                Target::Step(index) => Some(index),
                Target::End | Target::Answers => None,
            };
            edges.push(links.all().filter_map(inside).collect());
            ends.push(links.all().any(|target| inside(target).is_none()));
        }
        let waits = steps.iter().map(|step| match step.does {
            Does::Ask(..) | Does::FindOrder(_) | Does::FindProduct => true,
            Does::Request(_) => !step.confirm.is_empty(),
            Does::Branch(_) | Does::Say | Does::Call(_) | Does::HandOff(_) => false,
        });
        let mut graph = Graph { ends, waits: waits.collect(), after_call: Vec::new(), edges };
        let calls = (0..).zip(steps).filter(|(_, step)| matches!(step.does, Does::Call(_)));
        let behind_calls: Vec<usize> = calls.flat_map(|(index, _)| graph.next(index).to_vec()).collect();
        graph.after_call = graph.reachable(&behind_calls);
        graph
    }

    /// Whether a call can have brought slots before this step.
    pub(super) fn after_call(&self, index: usize) -> bool {
        self.after_call.get(index).copied().unwrap_or(false)
    }

    fn next(&self, index: usize) -> &[usize] {
        self.edges.get(index).map_or(&[], Vec::as_slice)
    }

    /// Which steps can be reached from these, themselves included.
    fn reachable(&self, from: &[usize]) -> Vec<bool> {
        let mut seen = vec![false; self.edges.len()];
        let mut open: Vec<usize> = from.to_vec();
        while let Some(index) = open.pop() {
            if let Some(seen) = seen.get_mut(index).filter(|seen| !**seen) {
                *seen = true;
                open.extend(self.next(index));
            }
        }
        seen
    }

    /// Reports steps that are never reached, from which there is no way out, or that go round without listening.
    pub(super) fn check(&self, flow: &str, place: &Place, steps: &[FlowStep], problems: &mut Problems) {
        let reached = self.reachable(&[0]);
        for (step, reached) in steps.iter().zip(&reached) {
            if !reached {
                let problem = Problem::NeverReached { flow: flow.to_owned(), step: step.id.clone() };
                problems.warning(&step.place, problem);
            }
        }
        let name = |index: usize| steps.get(index).map(|step| step.id.clone()).unwrap_or_default();
        let flow = flow.to_owned();
        let stuck = (0..steps.len()).filter(|index| reached.get(*index) == Some(&true)).find(|index| {
            let ways = self.reachable(&[*index]);
            !ways.iter().zip(&self.ends).any(|(reached, ends)| *reached && *ends)
        });
        if let Some(index) = stuck {
            let place = steps.get(index).map_or(place, |step| &step.place);
            problems.error(place, Problem::CannotEnd { flow: flow.clone(), step: name(index) });
        }
        self.check_requests(steps, problems);
        // A flow that cannot end goes back to something: that is one fault, not two.
        if stuck.is_none() {
            self.check_asked_again(steps, problems);
        }
        if let Some(circle) = self.busy_circle(&reached) {
            let place = circle.first().and_then(|index| steps.get(*index)).map_or(place, |step| &step.place);
            let steps = circle.iter().map(|index| name(*index)).collect();
            problems.error(place, Problem::RoundForEver { flow, steps });
        } else if let Some(index) = self.first_of_a_long_way(&reached) {
            let place = steps.get(index).map_or(place, |step| &step.place);
            problems.warning(place, Problem::LongWay { flow, step: name(index) });
        }
    }

    /// Reports requests about an order to which a way leads that finds none.
    fn check_requests(&self, steps: &[FlowStep], problems: &mut Problems) {
        let mut seen = vec![false; steps.len()];
        let mut open = vec![0];
        while let Some(index) = open.pop() {
            let Some(step) = steps.get(index) else { continue };
            if std::mem::replace(seen.get_mut(index).unwrap_or(&mut true), true) {
                continue;
            }
            match &step.kind {
                // Where it is found, the rest of the way has an order.
                StepKind::FindOrder { none, .. } => {
                    if let Target::Step(none) = none {
                        open.push(*none);
                    }
                }
                // So it has behind an arm that looks at the order.
                StepKind::Branch { arms } => {
                    let blind = arms.iter().filter(|(when, _)| !when.needs(About::Order)).map(|(_, target)| *target);
                    open.extend(blind.chain([step.next]).filter_map(|target| match target {
                        Target::Step(index) => Some(index),
                        Target::End | Target::Answers => None,
                    }));
                }
                _ => open.extend(self.next(index)),
            }
        }
        for (step, _) in steps.iter().zip(&seen).filter(|(_, without)| **without) {
            if let StepKind::Request { kind, about_order: true, .. } = &step.kind {
                problems.error(&step.place, Problem::NoOrderBefore { request: kind.clone() });
            }
        }
    }

    /// Reports questions to which a way leads back although their slot is filled: they would not be asked again.
    fn check_asked_again(&self, steps: &[FlowStep], problems: &mut Problems) {
        for (index, step) in steps.iter().enumerate() {
            let StepKind::Ask { slot, .. } = &step.kind else { continue };
            let Target::Step(next) = step.next else { continue };
            let empties = |at: usize| {
                steps.get(at).is_some_and(|step| matches!(&step.kind, StepKind::Say { clear, .. } if !clear.is_empty()))
            };
            let mut seen = vec![false; steps.len()];
            let mut open = vec![next];
            while let Some(at) = open.pop() {
                if std::mem::replace(seen.get_mut(at).unwrap_or(&mut true), true) || empties(at) {
                    continue;
                }
                open.extend(self.next(at));
            }
            if seen.get(index) == Some(&true) {
                problems.error(&step.place, Problem::AskedAgain { step: step.id.clone(), slot: slot.clone() });
            }
        }
    }

    /// The first step from which a turn could take more steps than it may. Without a circle of busy steps every way ends.
    fn first_of_a_long_way(&self, reached: &[bool]) -> Option<usize> {
        let busy = |index: usize| self.waits.get(index) == Some(&false) && reached.get(index) == Some(&true);
        let mut length: Vec<usize> = vec![0; self.edges.len()];
        for start in (0..self.edges.len()).filter(|start| reached.get(*start) == Some(&true)) {
            let mut open = vec![start];
            while let Some(&at) = open.last() {
                let unknown: Vec<usize> =
                    self.next(at).iter().copied().filter(|to| busy(*to) && length.get(*to) == Some(&0)).collect();
                if unknown.is_empty() || length.get(at) != Some(&0) {
                    let rest = self.next(at).iter().filter(|to| busy(**to)).filter_map(|to| length.get(*to)).max();
                    let whole = rest.copied().unwrap_or_default() + 1;
                    if let Some(length) = length.get_mut(at) {
                        *length = whole;
                    }
                    open.pop();
                } else {
                    open.extend(unknown);
                }
            }
        }
        length.iter().position(|length| *length > limits::STEPS)
    }

    /// The first circle of steps none of which waits for the buyer.
    fn busy_circle(&self, reached: &[bool]) -> Option<Vec<usize>> {
        let busy = |index: usize| self.waits.get(index) == Some(&false) && reached.get(index) == Some(&true);
        for start in (0..self.edges.len()).filter(|index| busy(*index)) {
            let mut seen = vec![false; self.edges.len()];
            let mut path = vec![start];
            // Depth first; each entry is how many ways of the path's step were tried.
            let mut tried = vec![0_usize];
            while let (Some(&at), Some(way)) = (path.last(), tried.last_mut()) {
                let Some(&to) = self.next(at).get(*way) else {
                    path.pop();
                    tried.pop();
                    continue;
                };
                *way += 1;
                if to == start {
                    path.push(start);
                    return Some(path);
                }
                if busy(to)
                    && let Some(seen) = seen.get_mut(to).filter(|seen| !**seen)
                {
                    *seen = true;
                    path.push(to);
                    tried.push(0);
                }
            }
        }
        None
    }
}
