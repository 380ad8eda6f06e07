using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Planning;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>Every pool of one to three keys, each in every state: which key is asked, what the route shows then, and when the target is asked again.</summary>
public sealed class KeyPoolTableTests
{
    private const int Hint = 20;
    private static readonly TimeSpan LongBreak = TimeSpan.FromMinutes(15);

    private enum KeyIs
    {
        Good,
        Throttled,
        Empty,
        Refused,
        Down,
    }

    [Theory]
    [InlineData("openai", CallMode.Plain, KeyOrder.Failover)]
    [InlineData("openai", CallMode.VisibleStream, KeyOrder.Spread)]
    [InlineData("anthropic", CallMode.Plain, KeyOrder.Spread)]
    [InlineData("anthropic", CallMode.VisibleStream, KeyOrder.Failover)]
    public async Task A_target_is_as_healthy_as_its_best_key(string wire, CallMode mode, KeyOrder order)
    {
        foreach (var pool in Pools())
        {
            try
            {
                await CheckAsync(wire, mode, order, pool);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"Keys: {string.Join(", ", pool)}.", fault);
            }
        }
    }

    private static async Task CheckAsync(string wire, CallMode mode, KeyOrder order, KeyIs[] pool)
    {
        await using var stage = new Stage(["one/alpha"], ["beta"]).Speaking(wire)
            .WithProvider("one", provider => provider with { KeyOrder = order, ApiKeys = [.. pool.Select((_, number) => new KeyReference(KeySource.Environment, "KEY" + number))] });
        for (var number = 0; number < pool.Length; number++)
        {
            stage.WithVariable("KEY" + number, Key(number));
        }

        var isWell = new HashSet<int>();
        stage.One.Handle(request => ReplyOf(isWell.Contains(NumberOf(request)) ? KeyIs.Good : pool[NumberOf(request)]));

        // The first call asks key after key, until one answers or says something of the target.
        var ends = Array.FindIndex(pool, key => key is KeyIs.Good or KeyIs.Down);
        var asked = pool.Take(ends < 0 ? pool.Length : ends + 1).Select((_, number) => number).ToList();
        var isDown = ends >= 0 && pool[ends] == KeyIs.Down;
        var first = await stage.AskAsync(mode);
        Assert.Equal(isDown ? [.. asked, ends] : asked, KeysSent(stage));
        Assert.Equal(ends >= 0 && !isDown ? "one" : "two", first.Result.Provider);

        // The route follows the best key: one that was not asked or answered, else the first that is back.
        var route = stage.Client.PlanRoute(Stage.Question()).Candidates.First(entry => entry.Target == "one/alpha");
        var usable = Enumerable.Range(0, pool.Length).Where(number => !asked.Contains(number) || pool[number] is KeyIs.Good or KeyIs.Down).ToList();
        var throttled = asked.Where(number => pool[number] == KeyIs.Throttled).ToList();
        var empty = asked.Where(number => pool[number] == KeyIs.Empty).ToList();
        var back = throttled.Count > 0 ? TimeSpan.FromSeconds(Hint) : LongBreak;
        if (usable.Count > 0)
        {
            Assert.Equal((1, RouteTargetState.Closed, null), (route.Order, route.State, route.Reason));
        }
        else if (throttled.Count + empty.Count > 0)
        {
            Assert.Equal((null, RouteTargetState.Open), (route.Order, route.State));
            Assert.Contains($"open until {stage.Clock.GetUtcNow() + back:yyyy-MM-dd HH:mm}", route.Reason);
        }
        else
        {
            Assert.Contains("has refused its key before", route.Reason);
        }

        // The next call asks only keys that may be used.
        var sent = KeysSent(stage).Count;
        isWell.UnionWith(Enumerable.Range(0, pool.Length));
        var second = await stage.AskAsync(mode);
        var notRefused = Enumerable.Range(0, pool.Length).Count(number => !asked.Contains(number) || pool[number] != KeyIs.Refused);
        var turn = order == KeyOrder.Spread && pool.Length > 1 && notRefused > 1 ? 1 : 0;
        Assert.Equal(usable.Count > 0 ? [usable[turn % usable.Count]] : [], KeysSent(stage).Skip(sent));
        Assert.Equal(usable.Count > 0 ? "one" : "two", second.Result.Provider);

        // Once its time is over a key is asked again: in its place, or before others that share the calls.
        foreach (var (time, keys) in new[] { (TimeSpan.FromSeconds(Hint), throttled), (LongBreak, empty) })
        {
            if (keys.Count == 0)
            {
                continue;
            }

            ((AutoAdvanceTimeProvider)stage.Clock).Advance(time + TimeSpan.FromSeconds(1));
            sent = KeysSent(stage).Count;
            var again = await stage.AskAsync(mode);
            var expected = order == KeyOrder.Spread ? keys[0] : keys.Concat(usable).Min();
            Assert.Equal([expected], KeysSent(stage).Skip(sent));
            Assert.Equal("one", again.Result.Provider);
            usable.AddRange(keys);
            if (keys.Count > 1 || order == KeyOrder.Spread)
            {
                // The others are still to be probed, which the rule for one key does not change.
                break;
            }
        }
    }

    private static IEnumerable<KeyIs[]> Pools() =>
        from first in Enum.GetValues<KeyIs>()
        from second in Enum.GetValues<KeyIs>().Cast<KeyIs?>().Append(null)
        from third in Enum.GetValues<KeyIs>().Cast<KeyIs?>().Append(null)
        where second is not null || third is null
        select new[] { first, second, third }.OfType<KeyIs>().ToArray();

    private static Reply? ReplyOf(KeyIs state) => state switch
    {
        KeyIs.Throttled => Reply.Throttle(Hint.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        KeyIs.Empty => Reply.Error(429, "insufficient_quota", "You exceeded your current quota"),
        KeyIs.Refused => Reply.Error(401, "invalid_api_key", "no"),
        KeyIs.Down => Reply.Status(500),
        _ => null,
    };

    private static string Key(int number) => $"key-of-pool-{number}-0123456789";

    private static int NumberOf(RecordedRequest request) =>
        int.Parse((request.Header("x-api-key") ?? request.Header("authorization")!).Split('-')[^2], System.Globalization.CultureInfo.InvariantCulture);

    private static List<int> KeysSent(Stage stage) => [.. stage.One.Requests.Select(NumberOf)];
}
