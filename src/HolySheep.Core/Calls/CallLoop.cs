using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Booking;
using HolySheep.Calls.Hedging;
using HolySheep.Calls.Recording;
using HolySheep.Calls.Room;
using HolySheep.Calls.Routing;
using HolySheep.Calls.Steps;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Failures;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Time;

namespace HolySheep.Calls;

/// <summary>Runs calls attempt by attempt. One instance serves all calls of a client: what belongs to one call is in its <see cref="CallState"/>.</summary>
internal sealed class CallLoop
{
    private readonly CallServices _services;
    private readonly TargetProbes _probes;
    private readonly CallSteps _steps;
    private readonly RoomFinder _room;
    private readonly AttemptBooking _booking;
    private readonly AttemptExchange _exchange;
    private readonly AttemptRecorder _recorder;
    private readonly HedgeStarter _hedges;
    private readonly HedgeRace _race;

    public CallLoop(CallServices services)
    {
        var entries = new LedgerEntries(services);
        var demands = new RoomDemands(services, entries);
        var latencies = new TargetLatencies(services);
        _services = services;
        _probes = new TargetProbes(services);
        _steps = new CallSteps(services, _probes);
        _room = new RoomFinder(services, demands, _steps, _probes);
        _booking = new AttemptBooking(services, entries);
        _exchange = new AttemptExchange(services);
        _recorder = new AttemptRecorder(services, _booking, new AttemptLessons(services, latencies));
        _hedges = new HedgeStarter(services.Trace, latencies, demands, _booking, _recorder);
        _race = new HedgeRace(services, _exchange, _recorder, latencies, _hedges);
    }

    /// <summary>Begins a call: no target is asked yet, but the first one is chosen.</summary>
    public async ValueTask<CallState> BeginAsync(ChatRequest request, CallRoute route, RequestLimits limits, bool visible)
    {
        var clock = new CallClock(_services.TimeProvider);
        var call = new CallState(request, route, TargetLine.Of(route, _services.Health, clock.StartedOn), limits, clock) { Visible = visible };
        await _steps.BeginAsync(call).ConfigureAwait(false);
        return call;
    }

    /// <summary>Asks targets until one answers or none is left.</summary>
    /// <returns>An answer that is recorded and settled, or an open stream, whose end <see cref="VisibleStream"/> reports; null if no target gave one.</returns>
    /// <exception cref="ChatException">Every target named a time after the call's deadline.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public async Task<AttemptOutcome?> RunAsync(CallState call, CancellationToken cancellationToken)
    {
        call.Caller = cancellationToken;
        while (call.HasStart)
        {
            // Wait: as long as the last decision says.
            cancellationToken.ThrowIfCancellationRequested();
            if (call.NextWait > TimeSpan.Zero)
            {
                await Pause.ForAsync(_services.TimeProvider, call.NextWait, cancellationToken).ConfigureAwait(false);
            }

            // Admit: a target whose named time was waited for may have put it off.
            if (call.IsOver || (CallSteps.MustLookAgain(call) && !await AdmitAsync(call, cancellationToken).ConfigureAwait(false)))
            {
                break;
            }

            // Find room: under the limits of this target, or of another one in its place.
            if (_room.IsNeeded(call) && !await _room.FindAsync(call, cancellationToken).ConfigureAwait(false))
            {
                break;
            }

            // Book: a budget that has no money for the attempt refuses the target.
            if (!call.IsOver && _booking.IsNeeded(call) && !await _booking.BookAsync(call).ConfigureAwait(false))
            {
                await _booking.ReleaseReservationsAsync(call).ConfigureAwait(false);
                if (!await _steps.GoOnAfterRefusalAsync(call).ConfigureAwait(false))
                {
                    break;
                }

                continue;
            }

            if (call.IsOver)
            {
                break;
            }

            // Exchange and judge: with this target, and with a second one if the first is slow. A reply that is not an answer is a failure.
            var outcome = _hedges.HedgeAfter(call) is { } time
                ? await _race.RunAsync(call, time, cancellationToken).ConfigureAwait(false)
                : await ExchangeAsync(call, cancellationToken).ConfigureAwait(false);
            if (outcome.Failure is not { } failure)
            {
                if (outcome.Answer is { } answer)
                {
                    await SucceedAsync(call, answer).ConfigureAwait(false);
                }

                return outcome;
            }

            // Decide: another attempt, or the end.
            if (!await GoOnAfterAsync(call, failure).ConfigureAwait(false))
            {
                break;
            }
        }

        await GiveUpAsync(call).ConfigureAwait(false);
        return null;
    }

    /// <summary>Records the answer of the attempt under way; completes once the ledger holds it.</summary>
    public async ValueTask SucceedAsync(CallState call, ProviderAnswer answer)
    {
        await _recorder.SucceedAsync(call, answer).ConfigureAwait(false);
        await _booking.SettledAsync(call).ConfigureAwait(false);
    }

    /// <summary>Records the failure of the attempt under way; true if <see cref="RunAsync"/> has another attempt to make.</summary>
    public async ValueTask<bool> GoOnAfterAsync(CallState call, Failure failure) =>
        await _steps.GoOnAfterFailureAsync(call, await _recorder.FailAsync(call, call.TakeAttempt(), failure).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Ends a call that no target answered; completes once the ledger holds every attempt.</summary>
    /// <exception cref="ChatException">No target was asked, since each named a time after the call's deadline.</exception>
    public async Task GiveUpAsync(CallState call)
    {
        await _booking.ReleaseReservationsAsync(call).ConfigureAwait(false);
        if (call.Failures.Count == 0 && call.BudgetRefusal is null)
        {
            throw CallFailure.NotBefore(call);
        }

        await _booking.SettledAsync(call).ConfigureAwait(false);
    }

    /// <summary>Releases what the call still holds, however it ended: its caller may have stopped it, or a listener may have thrown.</summary>
    /// <param name="call">The call.</param>
    /// <param name="soFar">What had come of a stream that is open; null means what the attempt knows.</param>
    public async ValueTask EndAsync(CallState call, AnswerSoFar? soFar = null)
    {
        if (call.Attempt is { } attempt)
        {
            call.Attempt = null;
            await _recorder.AbandonAsync(call, attempt, (soFar ?? attempt.SoFar).Generated, "the caller stopped the call").ConfigureAwait(false);
        }

        await _booking.ReleaseReservationsAsync(call).ConfigureAwait(false);
        await _probes.GiveBackAllAsync(call).ConfigureAwait(false);
        await _booking.SettledAsync(call).ConfigureAwait(false);
        CallReport.Tell(call);
    }

    private Task<AttemptOutcome> ExchangeAsync(CallState call, CancellationToken cancellationToken)
    {
        var limit = call.AttemptLimit(call.Target);
        return _exchange.SendAsync(call, _recorder.Begin(call), limit, cancellationToken);
    }

    private async ValueTask<bool> AdmitAsync(CallState call, CancellationToken cancellationToken)
    {
        while (await _steps.LookAgainAsync(call).ConfigureAwait(false) is { } wait)
        {
            if (wait == TimeSpan.Zero)
            {
                return true;
            }

            await Pause.ForAsync(_services.TimeProvider, wait, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }
}
