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

/// <content>What jobs of many calls need besides the answers.</content>
public sealed partial class HolySheepClient
{
    /// <summary>The clock of the calls.</summary>
    internal TimeProvider Clock => _timeProvider;

    /// <summary>The files that this client uses: a description, and the path, whether it exists or not.</summary>
    internal IReadOnlyList<(string What, string Path)> OwnFiles =>
    [
        .. _named.File is { } file ? ((string, string)[])[("the configuration", file), ("the catalogue", Path.Combine(Path.GetDirectoryName(file) ?? "", "catalog.json"))] : [],
        .. _stateFolder is { } folder ? ((string, string)[])[("the ledger", Path.Combine(folder, "ledger.db")), ("the state", Path.Combine(folder, "state.db"))] : [],
    ];

    /// <summary>True if the sandbox answers.</summary>
    internal bool IsSandbox => _named != _configuration;

    /// <summary>Opens the shared files and compiles the code of a call on other threads, so that the first call does not wait for it.</summary>
    internal void WarmUp()
    {
        CallWarmUp.Begin();
        _ = Task.Run(() =>
        {
            _services.Health.Refresh();
            return _ledger.RecordReusedAsync([]);
        });
    }

    /// <summary>The targets that may answer, in order, without a call.</summary>
    /// <exception cref="Errors.HolySheepException">No target may answer.</exception>
    internal IReadOnlyList<RouteCandidate> TargetsOf(ChatRequest request) => _router.Targets(WithKnownProviders(request));

    /// <summary>The cost of tokens at a target in USD; null if its price is unknown.</summary>
    internal decimal? CostOf(RouteCandidate target, ChatUsage usage) => _services.CostOf(target, usage);

    /// <summary>The options of a target's provider.</summary>
    internal ProviderOptions ProviderOf(RouteCandidate target) => _configuration.GetProvider(target.Provider);

    /// <summary>Books answers that a job reused.</summary>
    /// <returns>Warnings for the caller.</returns>
    internal Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers) => _ledger.RecordReusedAsync(answers);

    /// <summary>When the first of the targets may be called again; null if one may be called now.</summary>
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
