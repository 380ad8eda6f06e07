using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Routing;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Planning;
using HolySheep.Time;

namespace HolySheep.Calls.Splits;

/// <summary>Answers a share of the calls a second time after they ended: no caller waits for it, its answer is dropped, and its cost is counted.</summary>
internal sealed class ShadowCalls(HolySheepConfiguration configuration, CallRouter router, SplitBook book, CallServices services) : IDisposable
{
    /// <summary>The maximum number at once; others are skipped.</summary>
    public const int MostAtOnce = 8;

    private readonly CallLoop _loop = new(services.ForShadows());
    private readonly object _lock = new();

    // Never disposed: a call that is ending may still read it, and it has no timer.
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource<bool>? _idle;
    private int _running;

    /// <summary>Starts the shadow of a settled call, if it has one: only then is it known what the call leaves of its money.</summary>
    public void Begin(CallState call)
    {
        if (call.Route.Choice is not { Split: { } split, Shadow: { } model } || call.Attempts.Count == 0)
        {
            return;
        }

        var left = call.Progress.Limits.MaxCost - call.Attempts.Sum(attempt => attempt.CountedCost ?? 0);
        if (left <= 0)
        {
            services.Trace.Verbose(call, model, static model => $"{model} does not answer it a second time: the call has used up its cost limit.");
            return;
        }

        if (!TryEnter())
        {
            services.Trace.Verbose(call, model, static model => FormattableString.Invariant($"{model} does not answer it a second time: {MostAtOnce} shadow calls are under way."));
            return;
        }

        var request = call.Request with
        {
            Model = model,
            Fallback = null,
            NoFallback = true,
            ApiKey = null,
            Trace = null,
            Limits = call.Request.Limits with { MaxAttempts = 1, MaxCost = left },
        };

        // On another thread from its first step, so that not even the search for a key delays the caller.
        _ = Task.Run(() => RunAsync(request, split));
    }

    /// <summary>Waits until no shadow is running.</summary>
    /// <returns>False if the time was too short or the wait was cancelled.</returns>
    public async Task<bool> DrainAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task idle;
        lock (_lock)
        {
            idle = _running == 0 ? Task.CompletedTask : (_idle ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(idle, Pause.ForAsync(services.TimeProvider, atMost, enough.Token)).ConfigureAwait(false);
        enough.Cancel();
        return first == idle;
    }

    /// <summary>Stops running shadows; they are booked as far as they got.</summary>
    public void Dispose() => _stop.Cancel();

    private async Task RunAsync(ChatRequest request, SplitOptions split)
    {
        CallState? call = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            call = await _loop.BeginAsync(request, router.FindForShadow(request), RequestLimits.Of(request.Limits, configuration.Defaults), visible: false).ConfigureAwait(false);
            call.GiveWay = () => End(stop);
            if (!call.HasStart || call.NextWait > TimeSpan.Zero)
            {
                // The target asked for time: a shadow neither waits nor asks again.
                return;
            }

            var outcome = await _loop.RunAsync(call, stop.Token).ConfigureAwait(false);
            if (call.Attempts.Count > 0)
            {
                var latency = outcome?.Answer is null ? (TimeSpan?)null : services.TimeProvider.GetElapsedTime(call.StartedAt);
                await book.ShadowedAsync(split, call, latency).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The client goes, or a caller needs the money: what came is booked below, or by the ledger as it closes.
        }
        catch (HolySheepException) when (call is not null)
        {
            // No target was asked, because there was no room under the limits.
        }
        catch (Exception exception) when (exception is HolySheepException or ObjectDisposedException)
        {
            // No key, no such target, or the client is disposed: a failure of a shadow affects no other call.
            await book.ShadowedAsync(split, null, 0m).ConfigureAwait(false);
        }
        finally
        {
            if (call is not null)
            {
                await _loop.EndAsync(call).ConfigureAwait(false);
            }

            Leave();
        }
    }

    private static void End(CancellationTokenSource stop)
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended sooner.
        }
    }

    private bool TryEnter()
    {
        lock (_lock)
        {
            if (_running >= MostAtOnce || _stop.IsCancellationRequested)
            {
                return false;
            }

            _running++;
            return true;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_running == 0)
            {
                _idle?.TrySetResult(true);
                _idle = null;
            }
        }
    }
}
