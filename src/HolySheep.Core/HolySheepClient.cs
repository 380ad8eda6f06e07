using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;
using HolySheep.Providers;
using HolySheep.Providers.Sandbox;
using HolySheep.Resilience;
using HolySheep.Resilience.Health;
using HolySheep.State;
using HolySheep.Transport;

namespace HolySheep;

/// <summary>The front door: asks models for answers through their chains; safe for many threads at once.</summary>
public sealed partial class HolySheepClient : IDisposable
{
    // What the user's names stand for; another than the one in force where the sandbox answers.
    private readonly HolySheepConfiguration _named;
    private readonly HolySheepConfiguration _configuration;
    private readonly TimeProvider _timeProvider;
    private readonly HttpSender _network;
    private readonly HttpSender _sandbox;
    private readonly CallServices _services;
    private readonly CallRouter _router;
    private readonly AttemptLoop _loop;
    private readonly KeyLookup _keys;

    /// <summary>Creates a client; no connection is made before the first call.</summary>
    /// <exception cref="ConfigurationException">The file of certificate authorities is not usable.</exception>
    public HolySheepClient(HolySheepClientOptions options)
    {
        _named = options.Configuration;
        _configuration = options.Sandbox is null ? options.Configuration : SandboxConfiguration.Of(options.Configuration);
        _timeProvider = options.TimeProvider;
        _network = new HttpSender(options.Handler ?? NetworkHandler.Create(_configuration.Network, _configuration.Defaults.Connect));
        _sandbox = new HttpSender(new SandboxHandler(options.Sandbox ?? SandboxScript.None, _timeProvider));
        var mask = new SecretMask();
        mask.Register(_configuration.Network.ProxyPassword);
        _services = new CallServices
        {
            TimeProvider = _timeProvider,
            Randomness = options.Randomness ?? SystemRandomness.Next,
            Mask = mask,
            Providers = ProviderDirectory.Create(_configuration, _network, _sandbox, _timeProvider),
            Health = new HealthBook(new MemoryHealthStore(), _configuration.Health),
            FreeProviders = ProviderDirectory.Free(_configuration),
        };
        _keys = new KeyLookup(_configuration, options.SessionKeys, options.Environment, options.VaultReader, mask);
        _router = new CallRouter(_configuration, ModelCatalog.Embedded, _keys, _services);
        _loop = new AttemptLoop(_timeProvider);
    }

    /// <summary>Refuses options that no prompt could make good; the messages are not looked at, and nobody is called.</summary>
    /// <exception cref="HolySheepException">A number is out of range, a provider is not configured, or the filters leave nobody who may answer.</exception>
    public void CheckOptions(ChatRequest request)
    {
        ThrowOn(ChatRequestRules.FindOptionFault(request));
        _router.Check(WithKnownProviders(request));
    }

    /// <summary>Asks for a whole answer.</summary>
    /// <exception cref="ChatException">No target gave a whole answer.</exception>
    /// <exception cref="HolySheepException">The request or the configuration is not usable.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public async Task<ChatResult> ChatAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        var call = Begin(request, visible: false);
        try
        {
            var outcome = await _loop.RunAsync(call, cancellationToken).ConfigureAwait(false);
            if (outcome.Answer is not { } answer)
            {
                throw CallFailure.Of(call);
            }

            call.Succeed(answer);
            return CallResult.Of(call, answer, Asked(request), _timeProvider);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            call.Cancel();
            throw;
        }
    }

    /// <summary>Asks for an answer piece by piece; the last piece carries the result.</summary>
    /// <exception cref="ChatException">No target gave a whole answer; thrown while the pieces are read.</exception>
    /// <exception cref="HolySheepException">The request or the configuration is not usable.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public async IAsyncEnumerable<ChatUpdate> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var stream = new VisibleStream(Begin(request, visible: true), _loop, Asked(request), _timeProvider);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.NextAsync(cancellationToken).ConfigureAwait(false) is { } update)
            {
                yield return update;
            }
        }
    }

    /// <summary>Lists the models: the catalogue and the configuration, joined with what the providers list.</summary>
    /// <param name="provider">Only this provider; null means all.</param>
    /// <param name="offline">True asks no provider.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    /// <exception cref="HolySheepException">The provider is not configured.</exception>
    public Task<ModelList> ListModelsAsync(string? provider = null, bool offline = false, CancellationToken cancellationToken = default) =>
        new ModelDirectory(_configuration, ModelCatalog.Embedded, _keys, _services).ListAsync(provider, offline, cancellationToken);

    /// <summary>The providers, by name, with where their keys are found.</summary>
    public IReadOnlyList<ConfiguredProvider> ListProviders() => new ProviderList(_configuration, _keys).All();

    /// <summary>The names of the providers that are asked when none is named, in order; the built-in one is left out where nobody has set it up.</summary>
    public IReadOnlyList<string> ProviderNames => new ProviderList(_configuration, _keys).Asked().Select(provider => provider.Options.Name).ToList();

    /// <summary>Tests one provider: its address, its key and, where given, a model.</summary>
    /// <exception cref="HolySheepException">The provider is not configured.</exception>
    public Task<ProviderTestResult> TestProviderAsync(string provider, string? model = null, CancellationToken cancellationToken = default) =>
        new ProviderTest(_configuration, ModelCatalog.Embedded, _keys, _services).RunAsync(provider, model, cancellationToken);

    /// <summary>A text with every key that this client has met replaced by stars; for what is told of unexpected faults.</summary>
    public string Mask(string text) => _services.Mask.Mask(text);

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.Dispose();
        _sandbox.Dispose();
    }

    private ChatCall Begin(ChatRequest request, bool visible)
    {
        ThrowOn(ChatRequestRules.FindFault(request));
        request = WithKnownProviders(request);
        var call = new ChatCall(request, _router.Find(request), RequestLimits.Of(request.Limits, _configuration.Defaults), visible, _services);
        call.Trace(ChatTraceLevel.Verbose, call, static call => $"Targets in order: {string.Join(", ", call.Route.Plan.Candidates.Select(candidate => candidate.Target))}.");
        return call;
    }

    /// <summary>The request, once its providers are known by their names; where the sandbox answers, it answers for all of them.</summary>
    private ChatRequest WithKnownProviders(ChatRequest request)
    {
        UnknownProvider.ThrowIfAny(request.Providers.Concat(request.ExcludedProviders), _named);
        return _named == _configuration ? request : SandboxConfiguration.Of(request);
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
