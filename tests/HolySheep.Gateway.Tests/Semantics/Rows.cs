using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;

namespace HolySheep.Gateway.Tests.Semantics;

/// <summary>The rows by name.</summary>
internal static class Rows
{
    private static readonly string[] Alone = [];
    private static readonly string[] SameModel = ["one/alpha", "two/alpha"];

    private const string OnceMore = "Transient Transient Answered";
    private const string Unreadable = "Malformed Malformed Answered";

    /// <summary>What a failure means.</summary>
    public static readonly Dictionary<string, Row> Kinds = new()
    {
        ["transient: overloaded"] = Chain(OnceMore, voice => voice.Say(Trouble.Overloaded)),
        ["transient: a fault of the server, alone"] = Chain("Transient Transient Transient", voice => voice.Say(Trouble.ServerError)) with { Chain = Alone },
        ["transient: overloaded, alone"] = Chain("Transient Transient Transient", voice => voice.Say(Trouble.Overloaded)) with { Chain = Alone },
        ["transient: 408"] = Chain(OnceMore, _ => Reply.Status(408)),
        ["transient: 409"] = Chain(OnceMore, _ => Reply.Html(409)),
        ["transient: 498"] = Chain(OnceMore, _ => Reply.Status(498)),
        ["transient: 599"] = Chain(OnceMore, _ => Reply.Raw(599, "application/json", "{\"oh")),
        ["transient: a reset"] = Chain(OnceMore, _ => Reply.Reset()),
        ["transient: a closed connection, alone"] = Chain("Transient Transient Transient", _ => Reply.CloseBeforeHeaders()) with { Chain = Alone },
        ["transient: a reset after the headers"] = Chain(OnceMore, _ => Reply.ResetAfterHeaders()),
        ["transient: a body shorter than announced"] = Chain(OnceMore, _ => Reply.Words(30).CutAfter(0)),
        ["transient: a page"] = Chain(OnceMore, _ => Reply.Html(502)),
        ["transient: words of capacity in a 429"] = Chain(OnceMore, _ => Reply.Error(429, null, "The engine is currently overloaded, please try again later")),
        ["transient: a call of a tool that the model broke"] = Chain(OnceMore, _ => Reply.Error(400, "tool_use_failed", "Failed to call a function. Please adjust your prompt.")),
        ["silent: nothing"] = Chain("Silent Answered", _ => Reply.Silent()) with { GoesSilent = true, Calls = 1 },
        ["silent: headers alone"] = Chain("Silent Answered", _ => Reply.SilentAfterHeaders()) with { GoesSilent = true, Calls = 1 },
        ["silent: the time of the call, alone"] = Chain("Silent", _ => Reply.Silent()) with { GoesSilent = true, Calls = 1, Chain = Alone, Defaults = """ "timeoutSec": 5, """ },
        ["throttled: elsewhere at once, and left out"] = Chain("Throttled Answered", voice => voice.Say(Trouble.RateLimitedFor7Seconds)) with { Targets = SameModel, Chain = Alone },
        ["throttled: the next model, beyond the patience"] = Chain("Throttled Answered", voice => voice.Say(Trouble.RateLimitedFor7Seconds)),
        ["throttled: a hint within the patience"] = Chain("Throttled Answered", _ => Reply.Throttle("3"), _ => Reply.Text("now")),
        ["throttled: alone, after exactly the hint"] = Chain("Throttled Answered", voice => voice.Say(Trouble.RateLimitedFor7Seconds), _ => Reply.Text("now")) with { Chain = Alone },
        ["throttled: alone, beyond all time, and then not sent"] = Chain("Throttled", _ => Reply.Throttle("3600")) with { Chain = Alone, Calls = 3, Between = 60 },
        ["throttled: a 503 with a hint"] = Chain("Throttled Answered", _ => Reply.Status(503).WithHeader("retry-after", "30")),
        ["throttled: the whole quota group"] = Chain("Throttled Answered", _ => Reply.Throttle("30")) with { Targets = ["one/alpha", "one/alpha-2"], OfOne = """, "quotaGroup": "team" """ },
        ["throttled: no hint, the next model"] = Chain("Throttled Throttled Answered", voice => voice.Say(Trouble.RateLimited)),
        ["throttled: no hint, the same model elsewhere"] = Chain("Throttled Answered", voice => voice.Say(Trouble.RateLimited)) with { Targets = SameModel, Chain = Alone },
        ["throttled: no hint, alone"] = Chain("Throttled Throttled Throttled", voice => voice.Say(Trouble.RateLimited)) with { Chain = Alone },
        ["out of money"] = Chain("OutOfMoney Answered", voice => voice.Say(Trouble.NoMoney)),
        ["out of money, alone, and then not sent"] = Chain("OutOfMoney", voice => voice.Say(Trouble.NoMoney)) with { Chain = Alone },
        ["out of money: 402"] = Chain("OutOfMoney Answered", _ => Reply.Html(402)),
        ["out of money: a limit per minute in words of money"] = Chain("Throttled Answered", _ => Reply.Error(429, "insufficient_quota", "You exceeded your current quota of tokens per minute.").WithHeader("retry-after", "20")),
        ["bad credential"] = Chain("BadCredential Answered", voice => voice.Say(Trouble.BadKey)),
        ["bad credential, alone, and then not sent"] = Chain("BadCredential", voice => voice.Say(Trouble.BadKey)) with { Chain = Alone },
        ["unfit: forbidden"] = Chain("Unfit Answered", voice => voice.Say(Trouble.Forbidden)),
        ["unfit: an unknown model, alone"] = Chain("Unfit", voice => voice.Say(Trouble.UnknownModel)) with { Chain = Alone },
        ["unfit: a redirect"] = Chain("Unfit Answered", _ => Reply.Redirect("http://127.0.0.1:9/elsewhere")),
        ["unfit: a parameter that it does not take"] = Chain("Unfit Answered", _ => Reply.Error(400, null, "Unsupported parameter: 'temperature' is not supported with this model.")),
        ["too long"] = Chain("TooLong Answered", voice => voice.Say(Trouble.TooLong)),
        ["too long everywhere"] = Chain("TooLong TooLong", voice => voice.Say(Trouble.TooLong)) with { Two = voice => [voice.Say(Trouble.TooLong)] },
        ["too long: 413, alone"] = Chain("TooLong", _ => Reply.Html(413)) with { Chain = Alone },
        ["refused"] = Chain("Refused", voice => voice.Say(Trouble.Refused)),
        ["refused by a filter at the end"] = Chain("Refused", _ => Reply.ContentFilter()),
        ["malformed: an error without a known code in a 200"] = Chain(Unreadable, _ => Reply.ErrorIn200("weird_code", "something odd", null)),
        ["malformed: a known code in a 200 decides"] = Chain("TooLong Answered", _ => Reply.ErrorIn200("context_length_exceeded", "too long", null)),
        ["malformed: nothing in a 200"] = Chain(Unreadable, _ => Reply.Empty200()),
        ["malformed: broken JSON, alone"] = Chain("Malformed Malformed Malformed", _ => Reply.BrokenJson()) with { Chain = Alone },
        ["malformed: another object"] = Chain(Unreadable, _ => Reply.Json(200, """{"status":"ok"}""")),
        ["malformed: an empty answer"] = Chain(Unreadable, _ => Reply.EmptyContent()),
        ["bad request: one other target"] = Chain("BadRequest Answered", voice => voice.Say(Trouble.BadRequest)),
        ["bad request: the first of two is reported"] = Chain("BadRequest BadRequest", voice => voice.Say(Trouble.BadRequest)) with { Two = _ => [Reply.Error(422, null, "the second opinion")] },
        ["bad request: 418, alone"] = Chain("BadRequest", _ => Reply.Error(418, null, "a teapot")) with { Chain = Alone },
        ["x-should-retry: false"] = Chain("Transient Answered", _ => Reply.Status(500).WithHeader("x-should-retry", "false")),
        ["x-should-retry: true"] = Chain("BadRequest BadRequest Answered", _ => Reply.Error(400, null, "odd").WithHeader("x-should-retry", "true")),
    };

    /// <summary>One budget for each request, and the health of targets.</summary>
    public static readonly Dictionary<string, Row> Budget = new()
    {
        ["attempts are counted over all targets"] = Chain("Transient Transient Transient", voice => voice.Say(Trouble.ServerError)) with { Two = voice => [voice.Say(Trouble.Overloaded)], Defaults = """ "maxAttempts": 3, """ },
        ["five failures open a target, and its probe is not retried"] = Chain(OnceMore, voice => voice.Say(Trouble.ServerError)) with { Calls = 5, Between = 4 },
        ["all open: the one that is due first is probed"] = Chain("Transient Transient Transient Transient Transient", voice => voice.Say(Trouble.ServerError)) with { Two = voice => [voice.Say(Trouble.ServerError)], Calls = 4 },
        ["money: an attempt used it up"] = Chain("Malformed", _ => Reply.EmptyContent().WithUsage(prompt: 1_000, completion: 100)) with { MaxCost = 0.0013m, Calls = 1 },
        ["money: not even one attempt"] = Chain("", _ => Reply.Text("never")) with { MaxCost = 0.0000001m, Calls = 1 },
    };

    /// <summary>Streams, and the plain call beside each.</summary>
    public static readonly Dictionary<string, Row> Streams = new()
    {
        ["an answer"] = Chain("Answered", _ => Reply.Text("Zürich 🐑 und 日本, \"quoted\"\nand a second line")),
        ["packed and split anywhere"] = Chain("Answered", _ => Reply.Text("one 🐑 two 日本 three").CrLf().Gzip().SplitCharacters(3)),
        ["no counts"] = Chain("Answered", _ => Reply.Words(9).WithoutUsage()),
        ["unknown events and comments"] = Chain("Answered", _ => Reply.Words(9).UnknownEvents().Pings(default, 2, 4)),
        ["a content type that lies"] = Chain("Answered", _ => Reply.Words(9).As("text/plain")),
        ["the other form than was asked for, a stream"] = Chain("Answered", _ => Reply.Words(9).StreamToPlain()),
        ["the other form than was asked for, a whole answer"] = Chain("Answered", _ => Reply.Words(9).PlainToStream()),
        ["cut after some text"] = Cut(OnceMore, Reply.Words(20).CutAfter(9)),
        ["ended after some text"] = Cut(Unreadable, Reply.Words(20).CutAfter(9, CutKind.Ended)),
        ["reset after some text"] = Cut(OnceMore, Reply.Words(20).CutAfter(9, CutKind.Reset)),
        ["cut after some reasoning"] = Cut(OnceMore, Reply.Reasoning("let me think of it", "330 m").CutAfter(2)),
        ["cut within the call of a tool"] = Cut(OnceMore, Reply.ToolCalls(("measure", """{"what":"tower","unit":"m"}""")).CutAfter(1)),
        ["cut before the first text"] = Chain(OnceMore, _ => Reply.Words(9).Pings(default, 3).CutAfter(0)),
        ["cut everywhere"] = Cut("Transient Transient Transient Transient Transient", Reply.Words(20).CutAfter(9)) with { Two = _ => [Reply.Words(20).CutAfter(5)] },
        ["silent after some text"] = Cut("Silent Answered", Reply.Words(80).StallAfter(40)) with { GoesSilent = true, SilentAfter = "word40", Calls = 1 },
        ["an error after some text"] = Cut(OnceMore, Reply.Words(9).ErrorEvent("overloaded_error", "Overloaded", 3, "overloaded_error")),
        ["an error before the first text"] = Chain(OnceMore, _ => Reply.Words(9).ErrorEvent("overloaded_error", "Overloaded", type: "overloaded_error")),
        ["an event that cannot be read before the first text"] = Chain(Unreadable, _ => Reply.Words(9).UnreadableEvent()),
        ["an event that cannot be read after some text"] = new() { One = _ => [Reply.Words(9).UnreadableEvent(4)], Outcomes = [Unreadable, "Answered"] },
        ["the limit of tokens"] = Chain("Answered", _ => Reply.Length("as far as it")),
        ["the limit of tokens before any text"] = Chain("BadRequest", _ => Reply.Length("")),
        ["a broken answer by its finish reason"] = Cut(null, Reply.Text("It is 330 m high.").Finish("error")),
        ["a word that a filter ended"] = Chain("Refused", _ => Reply.ContentFilter("It is")),
        ["calls of tools"] = Chain("Answered", _ => Reply.ToolCalls(("look", """{"where":"up"}"""))),
        ["reasoning before the answer"] = Chain("Answered", _ => Reply.Reasoning("towers are high", "330 m")),
    };

    /// <summary>The row with a name.</summary>
    public static Row Of(string name) => Kinds.GetValueOrDefault(name) ?? Budget.GetValueOrDefault(name) ?? Streams[name];

    private static Row Chain(string outcomes, params Func<Voice, Reply>[] one) => new() { One = voice => [.. one.Select(say => say(voice))], Outcomes = [outcomes] };

    // A caller that has seen text keeps it; a call that gives only the whole answer starts again.
    private static Row Cut(string? plain, Reply reply) => new() { One = _ => [reply], Outcomes = [plain, "Cut"] };
}
