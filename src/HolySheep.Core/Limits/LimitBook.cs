using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Health;
using HolySheep.Planning;
using HolySheep.Transport;

namespace HolySheep.Limits;

/// <summary>
/// Reserves room under the limits of providers, and learns their announced limits. Configured limits apply per provider and key; announced limits apply per quota group
/// and key, because servers count some models separately. Times are by the wall clock, which all processes of the machine share.
/// </summary>
internal sealed class LimitBook
{
    private readonly ILimitStore _store;
    private readonly TimeProvider _timeProvider;
    private readonly Dictionary<string, LimitRules?> _rules;
    private readonly ConcurrentDictionary<(string Name, Secret? Key), string> _names = new();
    private readonly ConcurrentDictionary<string, WaitingLine> _lines = new(StringComparer.Ordinal);

    public LimitBook(ILimitStore store, IEnumerable<ProviderOptions> providers, TimeProvider timeProvider)
    {
        _store = store;
        _timeProvider = timeProvider;

        // Without the sandbox: it has no limits, and the limits that it announces are simulated.
        _rules = providers.Where(provider => provider.Kind != ProviderKind.Sandbox).ToDictionary(provider => provider.Name, LimitRules.Of, StringComparer.Ordinal);
    }

    public TimeSpan? PollInterval => _store.PollInterval;

    /// <summary>Whether anything limits the calls of this target; at most two lookups if nothing does.</summary>
    public bool Limits(RouteCandidate candidate, Secret? key) =>
        _rules.TryGetValue(candidate.Provider, out var rules) && (rules is not null || (_store.HasQuotas && _store.HasQuota(NameOf(candidate.QuotaGroup, key))));

    /// <summary>The demand of a call.</summary>
    /// <param name="candidate">Its target.</param>
    /// <param name="key">Its key.</param>
    /// <param name="tokens">Estimates its tokens; called only if tokens are limited.</param>
    /// <param name="timeLeft">The time after which the call is certainly over.</param>
    public LimitDemand DemandOf(RouteCandidate candidate, Secret? key, Func<ExpectedTokens> tokens, TimeSpan timeLeft)
    {
        var rules = _rules[candidate.Provider];
        var quota = NameOf(candidate.QuotaGroup, key);
        var told = _store.HasQuota(quota);
        return new LimitDemand
        {
            Holder = NameOf(candidate.Provider, key),
            Quota = told ? quota : null,
            Rules = rules,
            Expected = told || rules?.TokensPerMinute is not null ? tokens() : default,
            LongestWait = timeLeft,
            OverAt = _timeProvider.GetUtcNow() + timeLeft,
        };
    }

    /// <summary>Reserves room; the permit is set if it was granted.</summary>
    public ValueTask<LimitGrant> TakeAsync(LimitDemand demand) => _store.TakeAsync(demand);

    /// <summary>Returns what a call no longer needs.</summary>
    /// <param name="permit">Its permit.</param>
    /// <param name="tokens">The tokens that it used; null if unknown.</param>
    /// <param name="sent">False if it was never sent.</param>
    public async ValueTask SettleAsync(LimitPermit permit, long? tokens, bool sent = true)
    {
        var settlement = new LimitSettlement(permit, tokens ?? permit.Demand.Tokens, sent);
        if (!settlement.ChangesAnything)
        {
            return;
        }

        await _store.SettleAsync(settlement).ConfigureAwait(false);
        if (permit.Call is not null && _lines.TryGetValue(permit.Demand.Holder, out var line))
        {
            line.TellEnded();
        }
    }

    /// <summary>Learns limits from a response's headers.</summary>
    /// <param name="candidate">The target that sent them.</param>
    /// <param name="key">The key that the call was made with.</param>
    /// <param name="mark">The call's position in the quota; the first position if it had none.</param>
    /// <param name="reading">The announced limits.</param>
    /// <param name="hint">The wait that the server named for a refused call.</param>
    public ValueTask LearnAsync(RouteCandidate candidate, Secret? key, QuotaMark mark, QuotaReading reading, TimeSpan? hint) =>
        _rules.ContainsKey(candidate.Provider) ? _store.LearnAsync(new QuotaNotice(NameOf(candidate.QuotaGroup, key), mark, reading, hint)) : default;

    /// <summary>The queue of calls that wait for the end of another call of the same holder.</summary>
    public WaitingLine LineOf(LimitDemand demand) => _lines.GetOrAdd(demand.Holder, static _ => new WaitingLine());

    /// <summary>A name that distinguishes keys without revealing them.</summary>
    private string NameOf(string name, Secret? key) => _names.GetOrAdd((name, key), static pair => pair.Key is null ? pair.Name : HealthName.OfKey(pair.Name, pair.Key));
}
