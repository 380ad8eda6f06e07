using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Attachments;
using HolySheep.Calls;
using HolySheep.Calls.Overview;
using HolySheep.Calls.Prompts;
using HolySheep.Calls.Routing;
using HolySheep.Calls.Splits;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;
using HolySheep.Health;
using HolySheep.Planning;
using HolySheep.Spend.Pricing;
using HolySheep.State;
using HolySheep.Templates;
using HolySheep.Tools;

namespace HolySheep;

/// <summary>The entry point: asks models for answers through their chains. Thread-safe.</summary>
public sealed partial class HolySheepClient : IDisposable
{
    private readonly ClientResources _resources;
    private readonly CallServices _services;
    private readonly HolySheepConfiguration _configuration;
    private readonly KeyLookup _keys;
    private readonly RouteTable _table;
    private readonly RequestIntake _intake;
    private readonly CallRouter _router;
    private readonly SplitBook _splits;
    private readonly ShadowCalls _shadows;
    private readonly ToolLoop _calls;

    /// <summary>Creates a client; no connection is opened before the first call.</summary>
    /// <exception cref="ConfigurationException">The file of certificate authorities is not valid.</exception>
    public HolySheepClient(HolySheepClientOptions options)
    {
        _resources = new ClientResources(options);
        _services = _resources.Services;
        _configuration = _resources.Configuration;
        _keys = new KeyLookup(_configuration, options.SessionKeys, options.Environment, options.VaultReader, _services.Mask);
        _table = new RouteTable(_configuration, _services.Listed);
        _intake = new RequestIntake(_resources.Named, _configuration, _resources.IsRehearsal);
        _splits = new SplitBook(_resources.State.Splits, options.TimeProvider);
        _router = new CallRouter(_configuration, _table, _keys, _services, new RouteDecision(_configuration, _splits, options.TimeProvider, _services.Randomness));
        _shadows = new ShadowCalls(_configuration, _router, _splits, _services);
        _calls = new ToolLoop(new ChatCalls(_intake, _router, _splits, _shadows, _services), _services, _keys, _configuration.Defaults.Timeout);
    }

    /// <summary>Checks the options of a request, without its messages and without a call.</summary>
    /// <exception cref="HolySheepException">A number is out of range, a provider is not configured, or the filters leave no target.</exception>
    public void CheckOptions(ChatRequest request) => _router.Check(_intake.AcceptOptions(request));

    /// <summary>Reads and fetches what is sent with messages.</summary>
    public AttachmentReader Attachments => new(() => _resources.Attachments, fetches: !IsSandbox);

    /// <summary>Shows the route that a request would take now, with the reason of every target left out. Makes no call, uses no turn and changes nothing.</summary>
    /// <param name="request">The request; without messages it is planned as an empty prompt.</param>
    /// <exception cref="HolySheepException">An option is not valid, or a provider is not configured.</exception>
    public RouteReport PlanRoute(ChatRequest request)
    {
        request = _intake.AcceptOptions(request);
        StoreWait.For(_services.Health.RefreshAsync());
        return _router.Show(request);
    }

    /// <summary>Gets a complete answer.</summary>
    /// <exception cref="ChatException">No target gave a complete answer.</exception>
    /// <exception cref="HolySheepException">The request or the configuration is not valid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled the call.</exception>
    public Task<ChatResult> ChatAsync(ChatRequest request, CancellationToken cancellationToken = default) => _calls.AskAsync(request, cancellationToken);

    /// <summary>Gets an answer piece by piece; the last piece carries the result.</summary>
    /// <exception cref="ChatException">No target gave a complete answer; thrown while the pieces are read.</exception>
    /// <exception cref="HolySheepException">The request or the configuration is not valid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled the call.</exception>
    public IAsyncEnumerable<ChatUpdate> StreamAsync(ChatRequest request, CancellationToken cancellationToken = default) => _calls.StreamAsync(request, cancellationToken);

    /// <summary>The template with a name, from the configuration.</summary>
    /// <exception cref="HolySheepException">No template has this name.</exception>
    public TemplateOptions GetTemplate(string name) => _resources.Named.GetTemplate(name);

    /// <summary>Starts a measurement of what texts would cost as prompts.</summary>
    /// <param name="models">The models to compare; null means the default model and its chain.</param>
    /// <param name="outputTokens">The tokens of each answer; null means 1,000, or less if the model's limit is lower.</param>
    /// <param name="exact">Whether the providers are asked for the tokens of each text; otherwise no call is made.</param>
    /// <exception cref="HolySheepException">The tokens are below 0, or no model is named.</exception>
    public CostMeasurement MeasureCost(IReadOnlyList<string>? models = null, int? outputTokens = null, bool exact = false) =>
        new(MeasuredModel.Of(models, outputTokens, _configuration, _services.FreeProviders, _services.TimeProvider.GetUtcNow()), _services.Measurements.CharactersPerToken, exact ? CountAsync : null);

    /// <summary>Counts the tokens of a request's prompt at the target that would be asked first: its provider counts them, or they are estimated.</summary>
    /// <exception cref="HolySheepException">The request is not valid, or no target may answer.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled the count.</exception>
    public async Task<PromptCount> CountTokensAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        request = _intake.Resolve(request);
        var target = _router.Targets(request)[0];
        var (tokens, reason) = await new PromptCounter(_configuration, _keys, _services).CountAsync(target, request, cancellationToken).ConfigureAwait(false);
        return new PromptCount(target.Target, tokens ?? PromptSize.Of(request), reason);
    }

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
        _resources.Dispose();
    }

    private Task<(long? Tokens, string? Reason)> CountAsync(RouteCandidate target, string text, CancellationToken cancellationToken) =>
        new PromptCounter(_configuration, _keys, _services).CountAsync(target, new ChatRequest { Messages = [ChatMessage.User(text)] }, cancellationToken);

    private HealthOverview Health => new(_configuration, _table, _resources.State, _services.TimeProvider);
}
