using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Caching;
using HolySheep.Calls.Clients;
using HolySheep.Calls.Prompts;
using HolySheep.Calls.Recording;
using HolySheep.Calls.Routing;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Options;
using HolySheep.Health;
using HolySheep.Limits;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Inspection;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;
using HolySheep.State;
using HolySheep.State.Memory;

namespace HolySheep.Calls;

/// <summary>The services that all calls of a client share.</summary>
internal sealed class CallServices
{
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>Gives random numbers, 0 up to 1.</summary>
    public required Func<double> Randomness { get; init; }

    public required SecretMask Mask { get; init; }

    /// <summary>Reports to callers what happens to their calls.</summary>
    public CallTrace Trace => new(Mask);

    public required IReadOnlyDictionary<string, IChatProvider> Providers { get; init; }

    /// <summary>Providers whose answers cost nothing.</summary>
    public required IReadOnlyCollection<string> FreeProviders { get; init; }

    public HealthBook Health { get; init; } = new(new MemoryHealthStore(), new HealthOptions());

    public LimitBook Limits { get; init; } = new(new MemoryLimitStore(TimeProvider.System), [], TimeProvider.System);

    public ILatencyStore Latencies { get; init; } = new MemoryLatencyStore();

    /// <summary>Books the cost of attempts.</summary>
    public ILedger Ledger { get; init; } = new NoLedger();

    /// <summary>Admits the calls of a gateway's clients; null only if no request names one.</summary>
    public ClientAdmission? Clients { get; init; }

    /// <summary>True if the ledger keeps prompts and answers.</summary>
    public bool KeepTexts { get; init; }

    /// <summary>The answers that are kept and given again; null if none are, as in the sandbox.</summary>
    public AnswerCache? Answers { get; init; }

    public PriceNotices PriceNotices { get; init; } = new();

    public RetirementNotices RetirementNotices { get; init; } = new();

    public RefusedKeys RefusedKeys { get; } = new();

    public ListedModels Listed { get; } = new();

    public ITurnStore Turns { get; init; } = new MemoryTurnStore();

    /// <summary>A warning about the state file, given once; null if there is none.</summary>
    public Func<string?> StateWarning { get; init; } = static () => null;

    public CallsInFlight InFlight { get; } = new();

    public MeasurementBook Measurements { get; init; } = new(new MemoryMeasurementStore());

    /// <summary>The services for calls whose answers are dropped: they share the limits and the ledger, but do not change the health, keys and turns of callers' calls.</summary>
    public CallServices ForShadows() => new()
    {
        TimeProvider = TimeProvider,
        Randomness = Randomness,
        Mask = Mask,
        Providers = Providers,
        FreeProviders = FreeProviders,
        Limits = Limits,
        Ledger = Ledger,
        KeepTexts = KeepTexts,
        PriceNotices = PriceNotices,
        RetirementNotices = RetirementNotices,
    };

    /// <summary>The services for listing and testing providers.</summary>
    public InspectionServices ForInspection() => new(TimeProvider, Mask, Providers, RefusedKeys, Listed);

    public IChatProvider ProviderOf(string name) => Providers[name];

    /// <summary>The cost in USD: by the known price, otherwise as the provider states it; null if neither is known.</summary>
    /// <param name="candidate">The target.</param>
    /// <param name="usage">The tokens.</param>
    /// <param name="reported">The model that the answer names; null before the answer, and if the answer names no model.</param>
    public decimal? CostOf(RouteCandidate candidate, ChatUsage usage, string? reported = null) =>
        FreeProviders.Contains(candidate.Provider) ? 0m
        : CallCost.Of((candidate.Price ?? (reported is null ? null : candidate.PriceOfReported?.Invoke(reported)))?.On(TimeProvider.GetUtcNow()), usage) ?? usage.StatedCost;

    /// <summary>The most that these tokens can cost in USD if the provider has not counted them yet: what it may write to its prompt cache is counted as written. Null if the price is unknown.</summary>
    public decimal? MostCostOf(ChatRequest request, RouteCandidate candidate, ChatUsage usage) => CostOf(candidate, CacheWrites.Expect(usage, request, candidate));

    /// <summary>What a call may come to at a target, for strategies and dry runs alike: the prompt's tokens, and the cost in USD, null if the price is unknown.</summary>
    public (long PromptTokens, decimal? Cost) EstimateOf(RouteCandidate candidate, RouteQuery query, PromptMeter meter)
    {
        var tokens = meter.Estimate(candidate);
        return (tokens, CostOf(candidate, new ChatUsage { PromptTokens = tokens, CompletionTokens = TargetDecision.AnswerTokens(query.MaxTokens), Estimated = true }));
    }

    /// <summary>An attempt at a target as the ledger books it: a call's first, unless more is said of it.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="candidate">The target.</param>
    /// <param name="asked">The model that the caller asked for.</param>
    /// <param name="promptTokens">The prompt's size.</param>
    /// <param name="now">The time.</param>
    public LedgerEntry EntryOf(ChatRequest request, RouteCandidate candidate, string asked, long promptTokens, DateTimeOffset now) => new()
    {
        Call = "",
        Role = AttemptRole.Normal,
        StartedAt = now,
        ModelAsked = asked,
        Model = candidate.ChainModel,
        ModelSent = candidate.Model,
        Provider = candidate.Provider,
        PromptTokens = promptTokens,
        PromptKind = PromptKinds.Of(request).Number,
        MaxTokens = request.MaxTokens,
        CostOf = usage => MostCostOf(request, candidate, usage),
        CallLimitLeft = request.Limits.MaxCost,
        Tags = request.Tags,
        Job = request.Job,
        Session = request.Session,
        Task = request.Task,
        Caller = request.Caller,
    };

    /// <summary>The texts of a request without secrets, as the ledger keeps them; null if it keeps none.</summary>
    public string? KeptPromptOf(ChatRequest request) =>
        KeepTexts ? Mask.MaskAnswer(string.Join("\n", request.Messages.Select(message => message.Content).Prepend(request.System).OfType<string>())) : null;

    /// <summary>Takes the turn of a later model of the chain, once a call gets to it; the first model's is taken with the plan.</summary>
    /// <param name="candidate">The first target of the model that is called.</param>
    public void TakeTurnOfModel(RouteCandidate candidate)
    {
        if (candidate is { ChainIndex: > 0, TakesTurns: true })
        {
            Turns.Next(candidate.ChainModel);
        }
    }
}
