using System;
using System.Net.Http;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Signs of life without text: they count before the first token only, with its limit still running, on every wire.</summary>
public sealed class WirePingTests
{
    private const string Comment = ": ping\n\n", Named = "event: ping\ndata: {\"type\":\"ping\"}\n\n", Empty = "an empty piece", Head = "the head";

    private readonly WatchedClock _clock = new();

    [Theory]
    [Wires(Comment), Wires(Named), Wires(Empty)]
    public async Task After_the_first_token_only_text_is_life(string wire, CallMode mode, string filler)
    {
        var asked = await ChatterAsync(wire, mode, SaidEvents.Head(wire) + SaidEvents.Text(wire, "so far"), filler, 25);
        Assert.Equal((mode == CallMode.VisibleStream ? OutcomeKind.Cut : OutcomeKind.Silent, "so far"), (asked.Failure.Kind, asked.Failure.PartialContent));
    }

    [Theory]
    [Wires(Comment), Wires(Named), Wires(Empty), Wires(Head)]
    public async Task Before_the_first_token_no_stall_runs_at_the_last_target(string wire, CallMode mode, string filler) =>
        Assert.Equal("at last", (await ChatterAsync(wire, mode, SaidEvents.Head(wire), filler, 25)).Result.Content);

    [Theory]
    [Wires(Comment), Wires(Named), Wires(Empty), Wires(Head)]
    public async Task Before_the_first_token_its_limit_runs_on_while_another_target_is_left(string wire, CallMode mode, string filler)
    {
        var asked = await ChatterAsync(wire, mode, SaidEvents.Head(wire), filler, 70, chain: ["beta"]);
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(("two", mode == CallMode.VisibleStream ? "at last" : ""), (asked.Result.Provider, asked.Shown));
    }

    [Theory, Wires]
    public async Task Text_that_keeps_coming_is_life_however_long_it_takes(string wire, CallMode mode)
    {
        var asked = await ChatterAsync(wire, mode, SaidEvents.Head(wire), SaidEvents.Text(wire, "x "), 100);
        Assert.EndsWith("x at last", asked.Result.Content, StringComparison.Ordinal);
    }

    /// <summary>The first target begins, says the filler once a second, and then answers; the second answers at once.</summary>
    private async Task<Asked> ChatterAsync(string wire, CallMode mode, string start, string filler, int times, params string[] chain)
    {
        var (said, text) = (filler switch { Empty => SaidEvents.Text(wire, ""), Head => SaidEvents.Head(wire), _ => filler }, SaidEvents.Text(wire, "at last"));
        var whole = string.Concat(filler.Contains("x ", StringComparison.Ordinal) ? string.Concat(System.Linq.Enumerable.Repeat("x ", times)) : "", "at last");
        var end = text + SaidEvents.Mark(wire, whole) + SaidEvents.Done(wire, whole);
        var first = "";
        await using var stage = new Stage(["one/alpha"], chain)
        {
            Clock = _clock,
            Handler = new FakeNetwork((request, _) =>
            {
                var isFirst = first.Length == 0 || first == request.RequestUri!.Authority;
                first = isFirst ? request.RequestUri!.Authority : first;
                return Task.FromResult(!isFirst ? FakeNetwork.Events(SaidEvents.Head(wire) + end) : new HttpResponseMessage
                {
                    Content = new StreamContent(new ChatteringBody(start, said, times, end, _clock)) { Headers = { { "Content-Type", "text/event-stream" } } },
                });
            }),
        }.Speaking(wire);

        // So long that only the limits of the first token and of silence can end an attempt at a stream; a plain call has no limit of its own for the first token.
        return await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0, AttemptTimeout = mode == CallMode.Plain ? null : TimeSpan.FromSeconds(200) });
    }
}
