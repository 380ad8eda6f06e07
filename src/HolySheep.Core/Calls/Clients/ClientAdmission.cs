using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Sessions;
using HolySheep.Configuration;
using HolySheep.Configuration.Clients;
using HolySheep.Errors;
using HolySheep.Limits;
using HolySheep.Time;

namespace HolySheep.Calls.Clients;

/// <summary>Admits the calls of a gateway's clients and sessions: sets their tags and limits, which a caller can only lower, and keeps each client to its rates.</summary>
/// <param name="configuration">The configuration with the clients.</param>
/// <param name="session">The session of all calls, whatever they name; null if each names its own or none.</param>
/// <param name="limits">Where the rates are counted, for all processes together.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class ClientAdmission(HolySheepConfiguration configuration, CallSession? session, LimitBook limits, TimeProvider timeProvider)
{
    private static readonly Dictionary<string, string> NoTags = [];
    private static readonly TimeSpan FullRetry = TimeSpan.FromSeconds(1);

    /// <summary>The request with what its client and its session say.</summary>
    /// <exception cref="HolySheepException">The client is not configured.</exception>
    public ChatRequest Apply(ChatRequest request)
    {
        if (request.Client is null && (session ?? request.Session) is null)
        {
            return request;
        }

        var client = ClientOf(request);
        var own = SessionOf(request, client);
        return request with { Tags = TagsOf(request, client, own), Session = own, Limits = request.Limits with { MaxCost = Lower(request.Limits.MaxCost, client?.MaxCostPerCall) } };
    }

    /// <summary>Takes a place under the rates of the request's client; null if it has none.</summary>
    /// <exception cref="ChatException">The client's limits have no room within the time that the call may wait.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public async ValueTask<LimitPermit?> EnterAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        if (ClientOf(request) is not { } client || client is { RequestsPerMinute: null, MaxConcurrency: null })
        {
            return null;
        }

        var now = timeProvider.GetUtcNow();
        var (answer, permit) = await limits.TakeAsync(new LimitDemand
        {
            Holder = "client " + client.Name,
            Rules = new LimitRules(client.RequestsPerMinute, null, client.MaxConcurrency),
            LongestWait = request.Limits.Patience ?? configuration.Defaults.Patience,
            OverAt = now + (request.Limits.Timeout ?? configuration.Defaults.Timeout),
        }).ConfigureAwait(false);
        if (!answer.Granted)
        {
            throw answer.IsFull
                ? Refusal($"The client '{client.Name}' has {client.MaxConcurrency} calls under way, which is its limit.", now + FullRetry)
                : Refusal($"The client '{client.Name}' has used up its {client.RequestsPerMinute} requests per minute.", now + answer.Wait);
        }

        if (answer.Wait > TimeSpan.Zero)
        {
            try
            {
                await Pause.ForAsync(timeProvider, answer.Wait, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await LeaveAsync(permit, sent: false).ConfigureAwait(false);
                throw;
            }
        }

        return permit;
    }

    /// <summary>Gives a place back.</summary>
    public ValueTask LeaveAsync(LimitPermit? permit, bool sent = true) => permit is null ? default : limits.SettleAsync(permit, tokens: 0, sent);

    /// <summary>The caller's tags under those that it cannot change, in whatever letter case it writes them.</summary>
    private static Dictionary<string, string> TagsOf(ChatRequest request, GatewayClientOptions? client, CallSession? session)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var tag in client?.Tags ?? NoTags)
        {
            tags[tag.Key] = tag.Value;
        }

        if (client is not null)
        {
            tags[GatewayClientOptions.Tag] = client.Name;
        }

        if (session is not null)
        {
            tags[CallSession.Tag] = session.Id;
        }

        foreach (var tag in request.Tags)
        {
            if (!tags.ContainsKey(tag.Key))
            {
                tags.Add(tag.Key, tag.Value);
            }
        }

        return tags;
    }

    private static ChatException Refusal(string message, DateTimeOffset retryAt) =>
        new(ErrorCode.RateLimit, OutcomeKind.Throttled, message, "Wait, or raise the limit of the client in the configuration.") { RetryAt = retryAt };

    private GatewayClientOptions? ClientOf(ChatRequest request) => request.Client is not { } name ? null
        : configuration.GatewayClients.FirstOrDefault(client => client.Name == name) ?? throw new HolySheepException(ErrorCode.ArgumentInvalid, $"There is no client '{name}' in the configuration.");

    /// <summary>A session of a client is its own, even if another client names one alike.</summary>
    private CallSession? SessionOf(ChatRequest request, GatewayClientOptions? client) =>
        (session ?? request.Session) is not { } own ? null
        : client is null ? own
        : new CallSession($"{client.Name}/{own.Id}", Lower(own.MaxCost, client.MaxCostPerSession));

    private static decimal? Lower(decimal? one, decimal? other) => one is { } first && other is { } second ? Math.Min(first, second) : one ?? other;
}
