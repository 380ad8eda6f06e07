using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls;
using HolySheep.Calls.Routing;
using HolySheep.Calls.Splits;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Options;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Spend.Ledger;
using HolySheep.State.Memory;

namespace HolySheep.Harness;

/// <summary>One call to alpha at one, beside which two is asked after 2 s; both answer when the test says so, and every booking is counted.</summary>
internal sealed class HedgeStage : IDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);
    private readonly LedgerHome _home = new();
    private readonly WatchedClock _clock = new();
    private readonly CallServices _services;

    public HedgeStage()
    {
        Ledger = new CountingLedger(_home.Open());
        _services = new CallServices
        {
            TimeProvider = _clock,
            Randomness = () => 0.5,
            Mask = new SecretMask(),
            Providers = new Dictionary<string, IChatProvider> { ["one"] = One, ["two"] = Two },
            FreeProviders = [],
            Ledger = Ledger,
        };
    }

    public ToldProvider One { get; } = new();

    public ToldProvider Two { get; } = new();

    public CountingLedger Ledger { get; }

    /// <summary>What is booked, in the order in which it was begun: target, role, state, outcome.</summary>
    public IReadOnlyList<(string Target, AttemptRole Role, AttemptState State, OutcomeKind? Outcome)> Rows =>
        [.. BookedRow.In(System.IO.Path.GetDirectoryName(_home.FilePath)!).Select(row => (row.Target, row.Role, row.State, row.Outcome))];

    /// <summary>Attempts that were not ended.</summary>
    public int UnderWay => _services.InFlight.Of("one/alpha") + _services.InFlight.Of("two/alpha");

    /// <summary>Asks, as the client does.</summary>
    public Task<string> AskAsync(Action<ChatTrace>? trace = null) => Task.Run(async () =>
    {
        var loop = new CallLoop(_services);
        var call = await BeginAsync(loop, Stage.Question() with { Trace = trace, Limits = new ChatLimits { Hedge = HedgeTime.After(Late) } });
        try
        {
            var outcome = await loop.RunAsync(call, CancellationToken.None);
            return outcome!.Answer!.Content;
        }
        finally
        {
            await loop.EndAsync(call);
        }
    }).WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Lets the time pass after which the first counts as slow.</summary>
    public async Task LateAsync()
    {
        await One.Asked;
        await _clock.SetAsync(Late);
        _clock.Advance(Late);
    }

    public void Dispose() => _home.Dispose();

    private async Task<CallState> BeginAsync(CallLoop loop, ChatRequest request)
    {
        var configuration = new HolySheepConfiguration
        {
            Providers = ((string[])["one", "two"]).ToDictionary(
                name => name, name => new ProviderOptions { Name = name, Kind = ProviderKind.OpenAI, BaseUrl = new Uri($"http://{name}.invalid/v1"), Keyless = true }),
            Models = new Dictionary<string, ModelOptions> { ["alpha"] = new() { Targets = [new TargetOptions("one", "alpha"), new TargetOptions("two", "alpha")], Price = new ModelPrice(1m, 2m) } },
            Chains = new Dictionary<string, IReadOnlyList<string>>(),
            Defaults = new DefaultOptions { Model = "alpha", Provider = "one" },
            Catalog = new ModelCatalog([]),
        };
        var keys = new KeyLookup(configuration, new Dictionary<string, Secret>(), _ => null, null, _services.Mask);
        var decision = new RouteDecision(configuration, new SplitBook(new MemorySplitStore(), _clock), _clock, _services.Randomness);
        var route = await new CallRouter(configuration, new RouteTable(configuration), keys, _services, decision).FindAsync(request);
        return await loop.BeginAsync(request, route, RequestLimits.Of(request.Limits, configuration.Defaults), visible: false);
    }
}
