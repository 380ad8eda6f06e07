using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Several keys of one provider, in the words and headers of each wire.</summary>
public sealed class WireKeyTests
{
    private const string First = "key-a-0123456789", Second = "key-b-0123456789";

    [Theory]
    [Wires(Trouble.BadKey), Wires(Trouble.NoMoney), Wires(Trouble.RateLimitedFor7Seconds), Wires(Trouble.RateLimited)]
    public async Task A_key_that_is_refused_empty_or_throttled_is_left_for_the_next_key_at_once(string wire, CallMode mode, Trouble trouble)
    {
        await using var stage = Pool(wire);
        stage.One.Handle(request => KeyOf(request) == First ? Voice.Of(wire).Say(trouble) : null);

        var first = await stage.AskAsync(mode);
        var second = await stage.AskAsync(mode);

        Assert.Equal(("one", 2, 0, "one", 1), (first.Result.Provider, first.Result.AttemptCount, first.Result.FallbackCount, second.Result.Provider, second.Result.AttemptCount));
        Assert.Equal([First, Second, Second], KeysSent(stage));
        Assert.Empty(stage.Waits);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Theory]
    [Wires(401), Wires(402), Wires(429)]
    public async Task So_is_one_of_which_only_the_status_tells(string wire, CallMode mode, int status)
    {
        await using var stage = Pool(wire);
        stage.One.Handle(request => KeyOf(request) == First ? Reply.Raw(status, "text/plain", "") : null);
        Assert.Equal("one", (await stage.AskAsync(mode)).Result.Provider);
        Assert.Equal([First, Second], KeysSent(stage));
    }

    [Theory]
    [Wires(Trouble.BadKey, OutcomeKind.BadCredential), Wires(Trouble.NoMoney, OutcomeKind.OutOfMoney)]
    public async Task When_no_key_is_left_another_provider_answers_and_no_refused_key_is_sent_again(string wire, CallMode mode, Trouble trouble, OutcomeKind kind)
    {
        await using var stage = Pool(wire);
        stage.One.Handle(_ => Voice.Of(wire).Say(trouble));
        Assert.Equal([kind, kind, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal([First, Second], KeysSent(stage));
    }

    [Theory]
    [Wires(Trouble.Overloaded), Wires(Trouble.BadRequest), Wires(Trouble.TooLong), Wires(Trouble.UnknownModel)]
    public async Task A_failure_that_says_nothing_of_the_key_asks_no_other_key(string wire, CallMode mode, Trouble trouble)
    {
        await using var stage = Pool(wire);
        stage.One.Handle(request => Voice.Of(wire).Say(trouble));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        Assert.All(KeysSent(stage), key => Assert.Equal(First, key));
    }

    [Theory, Wires]
    public async Task A_refused_key_in_the_middle_of_a_200_is_refused_too(string wire, CallMode mode)
    {
        await using var stage = Pool(wire);
        stage.One.Handle(request => KeyOf(request) == First ? Reply.Echo.ErrorEvent("invalid_api_key", "Incorrect API key provided.", type: "authentication_error") : null);
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.BadCredential, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal([First, Second], KeysSent(stage));
    }

    private static Stage Pool(string wire) => Stage.Chain().Speaking(wire)
        .WithProvider("one", provider => provider with { KeyOrder = KeyOrder.Failover, ApiKeys = [new KeyReference(KeySource.Environment, "A"), new KeyReference(KeySource.Environment, "B")] })
        .WithVariable("A", First).WithVariable("B", Second);

    private static string KeyOf(RecordedRequest request) => request.Header("x-api-key") ?? request.Header("x-goog-api-key") ?? request.Header("api-key") ?? request.Header("authorization")!["Bearer ".Length..];

    private static List<string> KeysSent(Stage stage) => [.. stage.One.Requests.Select(KeyOf)];
}
