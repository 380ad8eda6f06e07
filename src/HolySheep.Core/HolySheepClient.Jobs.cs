using System;
using System.Collections.Generic;
using HolySheep.Calls.Batches;
using HolySheep.Calls.Prompts;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Planning;

namespace HolySheep;

/// <content>What jobs of many calls need besides the answers.</content>
public sealed partial class HolySheepClient
{
    /// <summary>The clock of the calls.</summary>
    internal TimeProvider Clock => _services.TimeProvider;

    /// <summary>What this client opens.</summary>
    internal ClientResources Resources => _resources;

    /// <summary>True if the sandbox answers.</summary>
    internal bool IsSandbox => _resources.Named != _configuration;

    /// <summary>What conversations need besides the answers.</summary>
    internal PromptServices ForConversations => new(new PromptWindow(_intake, _router, _services.Measurements), _resources.NamedKeys, _resources.IsRehearsal);

    /// <summary>Opens the shared files and compiles the code of a call on other threads, so that the first call does not wait for it.</summary>
    internal void WarmUp() => _resources.WarmUp();

    /// <summary>The targets that may answer, in order, without a call.</summary>
    /// <exception cref="Errors.HolySheepException">No target may answer.</exception>
    internal IReadOnlyList<RouteCandidate> TargetsOf(ChatRequest request) => _router.Targets(_intake.Resolve(request));

    /// <summary>The cost of tokens at a target in USD, or the most that the expected tokens of a request can cost; null if its price is unknown.</summary>
    internal decimal? CostOf(RouteCandidate target, ChatUsage usage, ChatRequest? expectedOf = null) => expectedOf is null ? _services.CostOf(target, usage) : _services.MostCostOf(expectedOf, target, usage);

    /// <summary>The options of a target's provider.</summary>
    internal ProviderOptions ProviderOf(RouteCandidate target) => _configuration.GetProvider(target.Provider);

    /// <summary>The batches of a target; null if its provider has no batch API.</summary>
    internal IBatchDesk? BatchesOf(RouteCandidate target) => BatchDesk.Open(_services, target, () => _keys.Find(ProviderOf(target)), _intake.Accept);

    /// <summary>When the first of a request's targets may be called again; null if one may be called now.</summary>
    internal DateTimeOffset? OpenUntil(ChatRequest request, IReadOnlyList<RouteCandidate> targets) => _router.OpenUntil(_intake.Resolve(request), targets);
}
