using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Health;
using HolySheep.Planning;
using HolySheep.Spend.Ledger;

namespace HolySheep;

/// <content>What a job of many calls asks beside the answers.</content>
public sealed partial class HolySheepClient
{
    /// <summary>The clock of the calls.</summary>
    internal TimeProvider Clock => _timeProvider;

    /// <summary>The files that this client lives from: what they are, and their paths, whether they exist or not.</summary>
    internal IReadOnlyList<(string What, string Path)> OwnFiles =>
    [
        .. _named.File is { } file ? ((string, string)[])[("the configuration", file), ("the catalogue", Path.Combine(Path.GetDirectoryName(file) ?? "", "catalog.json"))] : [],
        .. _stateFolder is { } folder ? ((string, string)[])[("the ledger", Path.Combine(folder, "ledger.db")), ("the state", Path.Combine(folder, "state.db"))] : [],
    ];

    /// <summary>True where the sandbox answers.</summary>
    internal bool IsSandbox => _named != _configuration;

    /// <summary>Opens the files that calls share and has their way compiled, on other threads: what the first call would wait for else.</summary>
    internal void WarmUp()
    {
        CallWarmUp.Begin();
        _ = Task.Run(() =>
        {
            _services.Health.Refresh();
            return _ledger.RecordReusedAsync([]);
        });
    }

    /// <summary>Who may answer, in order; nobody is called.</summary>
    /// <exception cref="Errors.HolySheepException">Nobody may.</exception>
    internal IReadOnlyList<RouteCandidate> TargetsOf(ChatRequest request) => _router.Targets(WithKnownProviders(request));

    /// <summary>What tokens cost at a target in USD; null where its price is unknown.</summary>
    internal decimal? CostOf(RouteCandidate target, ChatUsage usage) => _services.CostOf(target, usage);

    /// <summary>The options of a target's provider.</summary>
    internal ProviderOptions ProviderOf(RouteCandidate target) => _configuration.GetProvider(target.Provider);

    /// <summary>Books answers that a job had already and used again.</summary>
    /// <returns>What the caller should know.</returns>
    internal Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers) => _ledger.RecordReusedAsync(answers);

    /// <summary>When the first of the targets may be called again; null where one may be called now.</summary>
    internal DateTimeOffset? OpenUntil(IReadOnlyList<RouteCandidate> targets)
    {
        var now = _timeProvider.GetUtcNow();
        DateTimeOffset? first = null;
        foreach (var target in targets)
        {
            var health = _services.Health.Look(target, now);
            if (health.StateAt(now) != CircuitState.Open)
            {
                return null;
            }

            first = health.OpenUntil < first || first is null ? health.OpenUntil : first;
        }

        return first;
    }
}
