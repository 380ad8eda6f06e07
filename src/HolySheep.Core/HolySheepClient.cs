using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls;
using HolySheep.Calls.Overview;
using HolySheep.Calls.Prompts;
using HolySheep.Calls.Routing;
using HolySheep.Calls.Splits;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Names;
using HolySheep.Errors;
using HolySheep.Health;
using HolySheep.Limits;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Providers.Sandbox;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;
using HolySheep.State;
using HolySheep.Time;
using HolySheep.Transport;

namespace HolySheep;

/// <summary>The entry point: asks models for answers through their chains. Thread-safe.</summary>
public sealed partial class HolySheepClient : IDisposable
{
    // The names of the user's configuration, which differs from the one in use if the sandbox answers.
    private readonly HolySheepConfiguration _named;
    private readonly HolySheepConfiguration _configuration;
    private readonly bool _rehearses;
    private readonly TimeProvider _timeProvider;
    private readonly HttpSender _network;
    private readonly HttpSender _sandbox;
    private readonly CallServices _services;
    private readonly RouteTable _table;
    private readonly CallRouter _router;
    private readonly CallLoop _loop;
    private readonly KeyLookup _keys;
    private readonly SplitBook _splits;
    private readonly ShadowCalls _shadows;
    private readonly IStateBackend _state;
    private readonly ILedger _ledger;
    private readonly string? _stateFolder;

    /// <summary>Creates a client; no connection is opened before the first call.</summary>
    /// <exception cref="ConfigurationException">The file of certificate authorities is not valid.</exception>
    public HolySheepClient(HolySheepClientOptions options)
    {
        _named = options.Configuration;
        _rehearses = options.Rehearsal is not null;
        _configuration = _rehearses ? RehearsalConfiguration.Of(options.Configuration) : options.Sandbox is null ? options.Configuration : SandboxConfiguration.Of(options.Configuration);
        _timeProvider = options.TimeProvider;
        _stateFolder = options.StateFolder;
        _network = new HttpSender(options.Handler ?? NetworkHandler.Create(_configuration.Network, _configuration.Defaults.Connect));
        _sandbox = new HttpSender(new SandboxHandler(options.Rehearsal ?? options.Sandbox ?? SandboxScript.None, _timeProvider));

        // A rehearsal neither uses nor changes the health of the real targets.
        _state = StateBackends.Open(options.Sandbox is null && !_rehearses ? options.StateFolder : null, _timeProvider);
        var mask = new SecretMask();
        mask.Register(_configuration.Network.ProxyPassword);
        mask.RegisterHeaders(_configuration.Providers.Values);
        _services = new CallServices
        {
            TimeProvider = _timeProvider,
            Randomness = options.Randomness ?? SystemRandomness.Next,
            Mask = mask,
            Providers = ProviderDirectory.Create(_configuration, _network, _sandbox, _timeProvider),
            Health = new HealthBook(_state.Health, _configuration.Health),
            Limits = new LimitBook(_state.Limits, (_rehearses ? _named : _configuration).Providers.Values, _timeProvider),
            Latencies = _state.Latencies,
            Measurements = new MeasurementBook(_state.Measurements),
            Turns = _state.Turns,
            StateWarning = _state.TakeWarning,
            Ledger = _ledger = OpenLedger(options),
            KeepTexts = _configuration.Ledger.KeepTexts,
            FreeProviders = ProviderDirectory.Free(_configuration),
            PriceNotices = PriceNotices.OfProcess,
        };
        _keys = new KeyLookup(_configuration, options.SessionKeys, options.Environment, options.VaultReader, mask);
        _splits = new SplitBook(_state.Splits, _timeProvider);
        var decision = new RouteDecision(_configuration, _splits, _timeProvider, _services.Randomness);
        _table = new RouteTable(_configuration);
        _router = new CallRouter(_configuration, _table, _keys, _services, decision);
        _loop = new CallLoop(_services);
        _shadows = new ShadowCalls(_configuration, _router, _splits, _services);
    }

    /// <summary>Checks the options of a request, without its messages and without a call.</summary>
    /// <exception cref="HolySheepException">A number is out of range, a provider is not configured, or the filters leave no target.</exception>
    public void CheckOptions(ChatRequest request)
    {
        ThrowOn(ChatRequestRules.FindOptionFault(request) ?? ExtraMembers.FindFault(request));
        _router.Check(WithKnownProviders(request));
    }

    /// <summary>Shows the route that a request would take now, with the reason of every target left out. Makes no call, uses no turn and changes nothing.</summary>
    /// <param name="request">The request; without messages it is planned as an empty prompt.</param>
    /// <exception cref="HolySheepException">An option is not valid, or a provider is not configured.</exception>
    public RouteReport PlanRoute(ChatRequest request)
    {
        ThrowOn(ChatRequestRules.FindOptionFault(request) ?? ExtraMembers.FindFault(request));
        request = WithKnownProviders(request);
        _services.Health.Refresh();
        return _router.Show(request);
    }

    /// <summary>Gets a complete answer.</summary>
    /// <exception cref="ChatException">No target gave a complete answer.</exception>
    /// <exception cref="HolySheepException">The request or the configuration is not valid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled the call.</exception>
    public async Task<ChatResult> ChatAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        var call = Begin(request, visible: false);
        try
        {
            RouteTrace.Tell(call, _services);
            var outcome = await _loop.RunAsync(call, cancellationToken).ConfigureAwait(false);
            if (outcome?.Answer is not { } answer)
            {
                _splits.Failed(call);
                _shadows.Begin(call);
                throw CallFailure.Of(call);
            }

            return Finished(call, CallResult.Of(call, answer, Asked(request), _timeProvider));
        }
        finally
        {
            await _loop.EndAsync(call).ConfigureAwait(false);
        }
    }

    /// <summary>Gets an answer piece by piece; the last piece carries the result.</summary>
    /// <exception cref="ChatException">No target gave a complete answer; thrown while the pieces are read.</exception>
    /// <exception cref="HolySheepException">The request or the configuration is not valid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled the call.</exception>
    public async IAsyncEnumerable<ChatUpdate> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var call = Begin(request, visible: true);
        var stream = new VisibleStream(call, _loop, Asked(request), _timeProvider);
        await using (stream.ConfigureAwait(false))
        {
            RouteTrace.Tell(call, _services);
            while (await NextAsync(stream, call, cancellationToken).ConfigureAwait(false) is { } update)
            {
                yield return update.Result is { } result ? update with { Result = Finished(call, result) } : update;
            }
        }
    }

    /// <summary>Starts a measurement of what texts would cost as prompts; makes no call.</summary>
    /// <param name="models">The models to compare; null means the default model and its chain.</param>
    /// <param name="outputTokens">The tokens of each answer; null means 1,000, or less if the model's limit is lower.</param>
    /// <exception cref="HolySheepException">The tokens are below 0, or no model is named.</exception>
    public CostMeasurement MeasureCost(IReadOnlyList<string>? models = null, int? outputTokens = null) =>
        new(MeasuredModel.Of(models, outputTokens, _configuration, _services.FreeProviders), _services.Measurements.CharactersPerToken);

    /// <summary>The splits, by model, with the statistics of their sides.</summary>
    public IReadOnlyList<SplitStatus> ListSplits() => [.. _configuration.Splits.Values.OrderBy(split => split.Model, StringComparer.Ordinal).Select(_splits.StatusOf)];

    /// <summary>Waits for the shadow calls under way, whose answers are dropped; disposing the client cancels them.</summary>
    /// <param name="atMost">The maximum wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>False if some are still under way.</returns>
    public Task<bool> FinishShadowsAsync(TimeSpan atMost, CancellationToken cancellationToken = default) => _shadows.DrainAsync(atMost, cancellationToken);

    /// <summary>The health of the configured targets, and of quota groups and keys that have a record.</summary>
    /// <param name="target">Only this one, as the report names it; null means all.</param>
    /// <exception cref="HolySheepException">Nothing has this name.</exception>
    public HealthReport GetHealth(string? target = null) => Health.Show(target);

    /// <summary>Forgets the health of targets, for all processes that share the state: the next call may ask them.</summary>
    /// <param name="target">Only this one, as the report names it; null means all.</param>
    /// <returns>The entries that were reset.</returns>
    /// <exception cref="HolySheepException">Nothing has this name.</exception>
    public HealthReport ResetHealth(string? target = null) => Health.Reset(target);

    /// <inheritdoc/>
    public void Dispose()
    {
        _shadows.Dispose();

        // The ledger before the network, because its last alerts are still posted.
        _ledger.Dispose();
        _network.Dispose();
        _sandbox.Dispose();
        _state.Dispose();
    }

    private HealthOverview Health => new(_configuration, _table, _state, _timeProvider);

    /// <summary>State in memory is booked only if a budget needs it; the sandbox and rehearsals cost nothing.</summary>
    private ILedger OpenLedger(HolySheepClientOptions options)
    {
        var file = options.StateFolder is { } folder ? LedgerFile.In(folder) : _configuration.Budgets.Count > 0 ? LedgerFile.InMemory : null;
        return options.Sandbox is not null || _rehearses || file is null || !options.KeepsBooks
            ? new NoLedger()
            : new SqliteLedger(
                file, new LedgerWriterFacts(options.Caller, typeof(HolySheepClient).Assembly.GetName().Version!.ToString(3), _configuration.Revision),
                _configuration.Budgets, _timeProvider, alert => Task.Run(() => new AlertPost(_network, _timeProvider).SendAsync(alert)), _configuration.Names);
    }

    private CallState Begin(ChatRequest request, bool visible)
    {
        ThrowOn(ChatRequestRules.FindFault(request) ?? ExtraMembers.FindFault(request));
        request = WithKnownProviders(request);
        _services.Health.Refresh();
        return _loop.Begin(request, _router.Find(request), RequestLimits.Of(request.Limits, _configuration.Defaults), visible);
    }

    private async ValueTask<ChatUpdate?> NextAsync(VisibleStream stream, CallState call, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.NextAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException)
        {
            _splits.Failed(call);
            _shadows.Begin(call);
            throw;
        }
    }

    private ChatResult Finished(CallState call, ChatResult result)
    {
        result = _splits.Answered(call, result);
        _shadows.Begin(call);
        return _rehearses ? result with { Warnings = [RehearsalConfiguration.Notice, .. result.Warnings] } : result;
    }

    /// <summary>The request with its providers' configured names; if the sandbox answers, it answers for all of them.</summary>
    private ChatRequest WithKnownProviders(ChatRequest request)
    {
        if (request.Providers.Count > 0 || request.ExcludedProviders.Count > 0)
        {
            request = request with
            {
                Providers = [.. request.Providers.Select(name => UnknownProvider.NameOf(name, _named))],
                ExcludedProviders = [.. request.ExcludedProviders.Select(name => UnknownProvider.NameOf(name, _named))],
            };
        }

        if (request.Providers.Count == 0)
        {
            MistypedProvider.ThrowIfAny((request.Fallback ?? []).Prepend(Asked(request)), _named);
        }

        return _named == _configuration || _rehearses ? request : SandboxConfiguration.Of(request);
    }

    private static void ThrowOn((string Message, string Hint)? fault)
    {
        if (fault is { } found)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, found.Message, found.Hint);
        }
    }

    private string Asked(ChatRequest request) => request.Model ?? _configuration.Defaults.Model;
}
