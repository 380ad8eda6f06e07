using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace HolySheep.Csv.Running;

/// <summary>Lets rows be asked: as many at once as the limit allows, none during a pause, one as a probe after it, and none whose cost might be too much.</summary>
internal sealed class RowGate
{
    private readonly object _gate = new();
    private readonly Queue<(TaskCompletionSource<bool> Entered, decimal Estimate)> _waiting = new();
    private readonly TimeProvider _clock;
    private readonly AdaptiveLimit _limit;
    private readonly decimal? _maxCost;
    private readonly JobStop _stop;
    private decimal _reserved;
    private bool _probing;
    private bool _probeIsUnderWay;

    /// <param name="clock">The clock.</param>
    /// <param name="limit">The most calls at once.</param>
    /// <param name="maxCost">What may be spent in USD; null means no limit.</param>
    /// <param name="stop">Learns where no more may be spent.</param>
    public RowGate(TimeProvider clock, int limit, decimal? maxCost, JobStop stop)
    {
        _clock = clock;
        _limit = new AdaptiveLimit(limit);
        _maxCost = maxCost;
        _stop = stop;
    }

    private decimal Spent { get; set; }

    private int InFlight { get; set; }

    private DateTimeOffset? PausedUntil { get; set; }

    /// <summary>How it stands now.</summary>
    public (int InFlight, int Limit, decimal Spent, DateTimeOffset? PausedUntil) Look()
    {
        lock (_gate)
        {
            return (InFlight, _limit.Current, Spent, PausedUntil);
        }
    }

    /// <summary>Waits until one call may be made; false where no more are.</summary>
    /// <param name="estimate">What the call may cost in USD.</param>
    public Task<bool> EnterAsync(decimal estimate)
    {
        lock (_gate)
        {
            if (_stop.IsStopped)
            {
                return Task.FromResult(false);
            }

            if (_waiting.Count == 0 && Fits(estimate))
            {
                Admit(estimate);
                return Task.FromResult(true);
            }

            var entered = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((entered, estimate));
            LetIn();
            return entered.Task;
        }
    }

    /// <summary>A call is over.</summary>
    /// <param name="estimate">What it was estimated at.</param>
    /// <param name="cost">What it cost; null where no price is known.</param>
    /// <param name="answered">Whether it was answered.</param>
    /// <param name="throttled">Whether a provider asked for fewer on the way.</param>
    public void Leave(decimal estimate, decimal? cost, bool answered, bool throttled)
    {
        lock (_gate)
        {
            InFlight--;
            _reserved -= estimate;
            Spent += cost ?? estimate;

            // Only a probe tells that the targets are back: a call from before the pause may have been answered before it, and be kept only now.
            _probing &= !(answered && _probeIsUnderWay);
            _probeIsUnderWay = false;
            if (throttled)
            {
                _limit.Throttled(_clock.GetUtcNow());
            }
            else if (answered)
            {
                _limit.Answered();
            }

            LetIn();
        }
    }

    /// <summary>Lets nobody in before a time, and then one by one until one of these is answered.</summary>
    public void Pause(DateTimeOffset until)
    {
        lock (_gate)
        {
            PausedUntil = until;
            _probing = true;
        }
    }

    /// <summary>Looks whether a pause is over or the job has stopped; to be called every now and then.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_waiting.Count > 0 && (_stop.IsStopped || Fits(_waiting.Peek().Estimate)))
        {
            var (entered, estimate) = _waiting.Dequeue();
            if (_stop.IsStopped)
            {
                entered.SetResult(false);
            }
            else
            {
                Admit(estimate);
                entered.SetResult(true);
            }
        }
    }

    private void Admit(decimal estimate)
    {
        InFlight++;
        _reserved += estimate;

        // A probe is let in only once nobody else is under way, and nobody after it: whoever leaves next is the probe.
        _probeIsUnderWay = _probing;
    }

    private bool Fits(decimal estimate)
    {
        if (PausedUntil is { } until)
        {
            if (_clock.GetUtcNow() < until)
            {
                return false;
            }

            PausedUntil = null;
        }

        if (InFlight >= (_probing ? 1 : _limit.Current))
        {
            return false;
        }

        if (Spent + _reserved + estimate <= (_maxCost ?? decimal.MaxValue))
        {
            return true;
        }

        // What is under way may turn out cheaper than estimated: only once nothing is, the end has come.
        if (InFlight == 0)
        {
            _stop.Stop(CsvStopReason.MaxCost, FormattableString.Invariant(
                $"The limit of {_maxCost} USD allows no further row: {Spent:0.######} USD are spent, and the next row may cost {estimate:0.######}."));
        }

        return false;
    }
}
