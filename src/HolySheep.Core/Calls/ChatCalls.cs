using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Caching;
using HolySheep.Calls.Routing;
using HolySheep.Calls.Splits;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Limits;
using HolySheep.Providers;

namespace HolySheep.Calls;

/// <summary>The calls of callers, plain and streamed: each is accepted, routed, run, and reported to its split and its shadow.</summary>
internal sealed class ChatCalls(RequestIntake intake, CallRouter router, SplitBook splits, ShadowCalls shadows, CallServices services)
{
    private readonly CallLoop _loop = new(services);
    private readonly CallCache _cache = new(services);

    /// <summary>Asks for a whole answer.</summary>
    /// <exception cref="ChatException">No target gave a whole answer.</exception>
    /// <exception cref="HolySheepException">The request or the configuration is not usable.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public async Task<ChatResult> AskAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var call = await BeginAsync(request, visible: false).ConfigureAwait(false);
        LimitPermit? place = null;
        try
        {
            RouteTrace.Tell(call, services);
            using var turn = await _cache.EnterAsync(call, cancellationToken).ConfigureAwait(false);
            if (turn?.Answer is { } kept)
            {
                return await _cache.ReuseAsync(call, kept, intake.ModelOf(request)).ConfigureAwait(false);
            }

            place = await EnterAsync(request, cancellationToken).ConfigureAwait(false);
            var result = CallResult.Of(call, await AnswerAsync(call, cancellationToken).ConfigureAwait(false), intake.ModelOf(request), services.TimeProvider);
            turn?.Keep(result);
            return await AnsweredAsync(call, result).ConfigureAwait(false);
        }
        finally
        {
            await _loop.EndAsync(call).ConfigureAwait(false);
            await LeaveAsync(place).ConfigureAwait(false);
        }
    }

    /// <summary>Asks for an answer piece by piece; the last piece carries the result.</summary>
    /// <exception cref="ChatException">No target gave a whole answer; thrown while the pieces are read.</exception>
    /// <exception cref="HolySheepException">The request or the configuration is not usable.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public async IAsyncEnumerable<ChatUpdate> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = await BeginAsync(request, visible: true).ConfigureAwait(false);
        var stream = new VisibleStream(call, _loop, intake.ModelOf(request), services.TimeProvider);
        LimitPermit? place = null;
        try
        {
            RouteTrace.Tell(call, services);
            using var turn = await _cache.EnterAsync(call, cancellationToken).ConfigureAwait(false);
            if (turn?.Answer is { } kept)
            {
                foreach (var update in CachedResult.Stream(request, await _cache.ReuseAsync(call, kept, intake.ModelOf(request)).ConfigureAwait(false), kept))
                {
                    yield return update;
                }

                yield break;
            }

            place = await EnterAsync(request, cancellationToken).ConfigureAwait(false);
            while (await NextAsync(stream, call, cancellationToken).ConfigureAwait(false) is { } update)
            {
                turn?.Add(update);
                yield return update.Result is { } result ? update with { Result = await AnsweredAsync(call, result).ConfigureAwait(false) } : update;
            }
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            await LeaveAsync(place).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a place under the rates of the request's client, once a provider must be asked: a kept answer counts in no limit.</summary>
    private ValueTask<LimitPermit?> EnterAsync(ChatRequest request, CancellationToken cancellationToken) => request.Client is null ? default : services.Clients!.EnterAsync(request, cancellationToken);

    private ValueTask LeaveAsync(LimitPermit? place) => place is null ? default : services.Clients!.LeaveAsync(place);

    private async ValueTask<CallState> BeginAsync(ChatRequest request, bool visible)
    {
        request = intake.Accept(services.Clients?.Apply(request) ?? request);
        await services.Health.RefreshAsync().ConfigureAwait(false);
        return await _loop.BeginAsync(request, await router.FindAsync(request).ConfigureAwait(false), intake.LimitsOf(request), visible).ConfigureAwait(false);
    }

    private async Task<ProviderAnswer> AnswerAsync(CallState call, CancellationToken cancellationToken)
    {
        try
        {
            return (await _loop.RunAsync(call, cancellationToken).ConfigureAwait(false))?.Answer ?? throw CallFailure.Of(call);
        }
        catch (ChatException)
        {
            await FailedAsync(call).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<ChatUpdate?> NextAsync(VisibleStream stream, CallState call, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.NextAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException)
        {
            await FailedAsync(call).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<ChatResult> AnsweredAsync(CallState call, ChatResult result)
    {
        result = await splits.AnsweredAsync(call, result).ConfigureAwait(false);
        shadows.Begin(call);
        return intake.Notice is { } notice ? result with { Warnings = [notice, .. result.Warnings] } : result;
    }

    private async ValueTask FailedAsync(CallState call)
    {
        await splits.FailedAsync(call).ConfigureAwait(false);
        shadows.Begin(call);
    }
}
