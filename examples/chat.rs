//! A conversation with a shop's bot: `cargo run --release --example chat`
//!
//! Options: `--shop DIR` (another shop than the demo shop), `--buyer ID` (who is talking). Without a terminal it reads
//! messages and commands from standard input, a line each, and prints them with the answers as plain text.

#![allow(missing_docs)]

#[path = "shop/mod.rs"]
mod shop;

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use kefu::input::AgentAction;
use kefu::{Action, Fact, Input, OrderBy, OrderQuery, OrderSource, Session, Turn};
use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

const USAGE: &str = "usage: chat [--shop DIR] [--buyer ID]";

const HELP: &str = "\
直接打字就是买家在说话；看到菜单时输入数字就是点选。命令：
  /orders          我的订单          /order 订单号    发订单卡片
  /products        店里的商品        /product 商品ID  发商品卡片
  /buyer ID        换一个买家        /buyer           退出登录
  /image 网址      发一张图片        /why             上一句为什么这样答
  /takeover        真人接管          /handback        真人交还给机器人
  /rate 5          给服务打分        /event 单号 状态 订单有了变化
  /save [文件]     存下会话          /load [文件]     读回会话
  /help            这份说明          /quit            结束";

fn main() -> ExitCode {
    let (directory, buyer) = match arguments() {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("{problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let shop = match shop::open(&directory) {
        Ok(shop) => shop,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    match Chat::new(shop, buyer).run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS, // the reader has seen enough
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<(PathBuf, Option<String>), String> {
    let (mut directory, mut buyer) = (PathBuf::from(shop::DEMO), None);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("`{argument}`: what is this, or where is its value?"));
        match argument.as_str() {
            "--shop" => directory = PathBuf::from(value?),
            "--buyer" => buyer = Some(value?),
            _ => return Err(format!("`{argument}` is not an option")),
        }
    }
    Ok((directory, buyer))
}

/// What a line of the person at the keyboard comes to.
enum Did {
    /// Something for the bot.
    Said(Input),
    /// Something to print, and nothing for the bot.
    Noted(String),
    Quit,
}

/// The lines of the person at the keyboard, or of a pipe.
enum Lines {
    /// Edited, with a history.
    Terminal(Box<DefaultEditor>),
    /// As they come, and shown: what the bot said is read beside what it was said to.
    Pipe(io::StdinLock<'static>),
}

const PROMPT: &str = "客> ";

impl Lines {
    fn new(terminal: bool) -> io::Result<Lines> {
        if terminal {
            return Ok(Lines::Terminal(Box::new(DefaultEditor::new().map_err(io::Error::other)?)));
        }
        Ok(Lines::Pipe(io::stdin().lock()))
    }

    /// The next line; `None` at the end.
    fn next(&mut self) -> io::Result<Option<String>> {
        match self {
            Lines::Terminal(editor) => match editor.readline(PROMPT) {
                Ok(line) => {
                    let _ = editor.add_history_entry(&line); // a line that is not remembered is no reason to end
                    Ok(Some(line))
                }
                Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(None),
                Err(error) => Err(io::Error::other(error)),
            },
            Lines::Pipe(input) => {
                let mut line = Vec::new();
                if input.read_until(b'\n', &mut line)? == 0 {
                    return Ok(None);
                }
                let line = String::from_utf8_lossy(&line).trim().to_owned();
                println_to(&format!("{PROMPT}{line}"))?;
                Ok(Some(line))
            }
        }
    }
}

struct Chat {
    shop: shop::Demo,
    session: Session,
    buyer: Option<String>,
    /// Numbers conversations and messages, so that each has an id of its own.
    conversations: u32,
    messages: u32,
    last: Option<Turn>,
    terminal: bool,
    colours: bool,
}

impl Chat {
    fn new(shop: shop::Demo, buyer: Option<String>) -> Chat {
        let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
        let colours = terminal && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        // Somebody who has orders: the first question is usually where one of them is.
        let buyer = buyer.or_else(|| shop.buyers.first().cloned());
        let session = Session::new("chat-1");
        Chat { shop, session, buyer, conversations: 1, messages: 0, last: None, terminal, colours }
    }

    fn run(mut self) -> io::Result<()> {
        let clock = if self.shop.is_demo {
            "演示店铺，店里的钟从 2026-11-22 10:00（北京时间）走起"
        } else {
            "店铺"
        };
        self.note(&format!("{clock}；{}。输入 /help 看命令，/quit 结束。", self.who()))?;
        self.say(Input::visit(None))?;
        let mut lines = Lines::new(self.terminal)?;
        while let Some(line) = lines.next()? {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            match self.obey(line) {
                Did::Said(input) => self.say(input)?,
                Did::Noted(note) => self.note(&note)?,
                Did::Quit => break,
            }
        }
        Ok(())
    }

    fn who(&self) -> String {
        self.buyer.as_ref().map_or_else(|| "现在没有登录".to_owned(), |buyer| format!("现在是买家 {buyer}"))
    }

    /// What a line means: a command, or the buyer speaking.
    fn obey(&mut self, line: &str) -> Did {
        let Some(command) = line.strip_prefix('/') else { return Did::Said(Input::text(line)) };
        let (command, argument) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
        let argument = argument.trim();
        let needed = |input: fn(String) -> Input, what: &str| {
            if argument.is_empty() {
                return Did::Noted(format!("/{command} 后面要写{what}"));
            }
            Did::Said(input(argument.to_owned()))
        };
        match command {
            "help" | "?" => Did::Noted(HELP.to_owned()),
            "quit" | "exit" | "q" => Did::Quit,
            "order" => needed(Input::order_card, "订单号，/orders 列出可以试的"),
            "product" => needed(Input::product_card, "商品ID，/products 列出可以试的"),
            "image" => needed(Input::image, "图片网址"),
            "rate" => match argument.parse() {
                Ok(stars) => Did::Said(Input::rated(stars)),
                Err(_) => Did::Noted("/rate 后面要写 1 到 5".to_owned()),
            },
            "event" => match argument.split_once(char::is_whitespace) {
                Some((order, status)) => Did::Said(Input::order_event(order, status.trim())),
                None => Did::Noted("/event 后面要写订单号和状态，例如 /event 6917533224570258991 shipped".to_owned()),
            },
            "takeover" => Did::Said(Input::agent(AgentAction::TookOver, None)),
            "handback" => Did::Said(Input::agent(AgentAction::HandedBack, None)),
            "buyer" => self.change_buyer(argument),
            "orders" => Did::Noted(self.orders()),
            "products" => Did::Noted(self.products()),
            "why" => Did::Noted(self.why()),
            "save" => Did::Noted(self.save(argument).unwrap_or_else(|problem| problem)),
            "load" => Did::Noted(self.load(argument).unwrap_or_else(|problem| problem)),
            _ => Did::Noted(format!("没有 /{command} 这个命令，/help 列出全部命令")),
        }
    }

    /// Somebody else at the keyboard: a conversation belongs to its buyer, so another one begins.
    fn change_buyer(&mut self, id: &str) -> Did {
        self.buyer = (!id.is_empty()).then(|| id.to_owned());
        self.conversations += 1;
        self.session = Session::new(format!("chat-{}", self.conversations));
        if !id.is_empty() && !self.shop.buyers.iter().any(|buyer| buyer == id) {
            let known = self.shop.buyers.join(" ");
            // The conversation is new all the same: a buyer without orders is something to try, too.
            return Did::Noted(format!("{}，没有订单；有订单的买家：{known}", self.who()));
        }
        Did::Said(Input::visit(None))
    }

    fn orders(&self) -> String {
        if self.buyer.is_none() {
            return format!("没有登录。有订单的买家：{}（/buyer ID 登录）", self.shop.buyers.join(" "));
        }
        let query = OrderQuery::new(self.buyer.clone(), OrderBy::Recent);
        let orders = self.shop.orders.orders(&query).unwrap_or_default();
        if orders.is_empty() {
            return format!("{}，没有订单", self.who());
        }
        let lines = orders.iter().map(|order| {
            let aftersale = order.aftersales.last();
            let aftersale =
                aftersale.map(|it| format!("，{}{}", it.kind.label(), it.status.label())).unwrap_or_default();
            format!("{}  {}  {}{aftersale}", order.id, order.title(), order.status.label())
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn products(&self) -> String {
        let lines = self.shop.catalogue.iter().map(|product| {
            let price = product.skus.iter().filter_map(|sku| sku.price).min();
            let price = price.map(|price| format!("  ¥{price}")).unwrap_or_default();
            format!("{}  {}{price}", product.id, product.title)
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn why(&self) -> String {
        let Some(turn) = &self.last else { return "还没有回答过".to_owned() };
        let mut why = turn.trace().to_string();
        for fact in &turn.facts {
            if let Fact::LookedUp { what, query, outcome } = fact {
                why.push_str(&format!("查询：{what} {query} → {outcome:?}\n"));
            }
        }
        why.trim_end().to_owned()
    }

    fn save(&self, file: &str) -> Result<String, String> {
        let path = session_file(file);
        let json = serde_json::to_string(&self.session).map_err(|error| error.to_string())?;
        fs::write(&path, &json).map_err(|error| format!("{} 写不了：{error}", path.display()))?;
        Ok(format!("会话存到 {}，{} 字节", path.display(), json.len()))
    }

    fn load(&mut self, file: &str) -> Result<String, String> {
        let path = session_file(file);
        let json = fs::read(&path).map_err(|error| format!("{} 读不了：{error}", path.display()))?;
        let session: Session =
            serde_json::from_slice(&json).map_err(|error| format!("{} 不是会话：{error}", path.display()))?;
        self.buyer = session.buyer().map(str::to_owned);
        let note = format!(
            "读回会话 {}，{} 字节，第 {} 轮；{}，可以接着说",
            session.id(),
            json.len(),
            session.revision(),
            self.who()
        );
        self.session = session;
        Ok(note)
    }

    /// One turn, printed.
    fn say(&mut self, mut input: Input) -> io::Result<()> {
        self.messages += 1;
        let is_text = matches!(input.content, kefu::input::Content::Text { .. });
        // With the process in it: a session that another run saved has seen `m1` already.
        input = input.id(format!("{}-{}", std::process::id(), self.messages)).at(self.shop.now());
        input.buyer.clone_from(&self.buyer);
        let turn = self.shop.bot.reply(&mut self.session, input, &self.shop.sources());
        for reply in &turn.replies {
            println_to(&format!("服> {}", reply.text().replace('\n', "\n    ")))?;
        }
        for action in &turn.actions {
            self.note(&describe(action))?;
        }
        let taken = turn.facts.iter().any(|fact| matches!(fact, Fact::TakenOver));
        if taken {
            self.note("真人接管了，机器人不再说话；/handback 交还")?;
        } else if turn.facts.iter().any(|fact| matches!(fact, Fact::PlatformSaid { .. })) {
            self.note("这是平台的通知，不是买家说的，不用回")?;
        } else if turn.replies.is_empty() && is_text {
            self.note("机器人没有说话：现在是真人在接待，/handback 交还")?;
        }
        self.last = Some(turn);
        Ok(())
    }

    /// A line for the person at the keyboard, not for the buyer.
    fn note(&self, text: &str) -> io::Result<()> {
        for line in text.lines() {
            if self.colours {
                println_to(&format!("\x1b[2m{line}\x1b[0m"))?;
            } else {
                println_to(line)?;
            }
        }
        Ok(())
    }
}

/// What an action asks of the people at their desk.
fn describe(action: &Action) -> String {
    let text = match action {
        Action::HandOff(package) => format!("给人工客服看的：\n{package}"),
        Action::TakeMessage { message, order_id, reason, .. } => {
            let order = order_id.as_ref().map(|id| format!("，订单 {id}")).unwrap_or_default();
            format!("留言给人工客服：{message}（{reason}{order}）")
        }
        Action::Request { kind, outcome, key } => format!("向店铺系统提交 {kind}：{outcome}（幂等键 {key}）"),
        Action::Update { wants, message } => format!("告诉接手的人工客服，买家改口要：{wants}（{message}）"),
        Action::Tag { tag } => format!("给会话打标签：{tag}"),
        Action::InviteRating => "请买家评分：/rate 1 到 5".to_owned(),
        other => format!("{other:?}"),
    };
    text.trim_end().lines().map(|line| format!("  | {line}")).collect::<Vec<_>>().join("\n")
}

fn session_file(file: &str) -> PathBuf {
    if file.is_empty() { env::temp_dir().join("kefu-session.json") } else { PathBuf::from(file) }
}

/// `println!` without its panic when nobody reads any more.
fn println_to(text: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{text}")
}
