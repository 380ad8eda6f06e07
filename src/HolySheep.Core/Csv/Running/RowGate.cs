using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace HolySheep.Csv.Running;

/// <summary>Admits rows: at most the current limit at once, none during a pause, one probe after it, and none whose cost could exceed the limit.</summary>
internal sealed class RowGate
{
    private readonly object _lock = new();
    private readonly Queue<(TaskCompletionSource<bool> Entered, decimal Estimate)> _waiting = new();
    private readonly TimeProvider _clock;
    private readonly AdaptiveLimit _limit;
    private readonly decimal? _maxCost;
    private readonly JobStop _stop;
    private decimal _reserved;
    private decimal _held;
    private bool _probing;
    private bool _probeIsUnderWay;
    private bool _isClosed;

    /// <param name="clock">The clock.</param>
    /// <param name="limit">The maximum number of calls at once.</param>
    /// <param name="maxCost">The maximum cost in USD; null means no limit.</param>
    /// <param name="stop">Is told when the cost limit is reached.</param>
    public RowGate(TimeProvider clock, int limit, decimal? maxCost, JobStop stop)
    {
        _clock = clock;
        _limit = new AdaptiveLimit(limit);
        _maxCost = maxCost;
        _stop = stop;
    }

    private bool IsOver => _stop.IsStopped || _isClosed;

    private decimal Spent { get; set; }

    private int InFlight { get; set; }

    private DateTimeOffset? PausedUntil { get; set; }

    /// <summary>The current state.</summary>
    public (int InFlight, int Limit, decimal Spent, DateTimeOffset? PausedUntil) Look()
    {
        lock (_lock)
        {
            return (InFlight, _limit.Current, Spent, PausedUntil);
        }
    }

    /// <summary>Whether no row is admitted now, whatever is under way.</summary>
    public bool IsPaused() => Look().PausedUntil > _clock.GetUtcNow();

    /// <summary>Waits until one call may be made; false if no more calls are made.</summary>
    /// <param name="estimate">The estimated cost of the call in USD.</param>
    public Task<bool> EnterAsync(decimal estimate)
    {
        lock (_lock)
        {
            if (IsOver)
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

    /// <summary>Ends a call.</summary>
    /// <param name="estimate">Its estimated cost.</param>
    /// <param name="cost">Its actual cost; null if the price is unknown.</param>
    /// <param name="answered">Whether it was answered.</param>
    /// <param name="throttled">Whether a provider throttled one of its attempts.</param>
    public void Leave(decimal estimate, decimal? cost, bool answered, bool throttled)
    {
        lock (_lock)
        {
            InFlight--;
            _reserved -= estimate;
            Spent += cost ?? estimate;

            // Only a probe shows that the targets are back: another call may have been answered before the pause and recorded only now.
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

    /// <summary>Admits fewer rows at once, because other calls under way hold the money that one lacked; false if no other is under way, so that the money is spent.</summary>
    public bool TryNarrow()
    {
        lock (_lock)
        {
            var hasOthers = InFlight > 1;
            if (hasOthers)
            {
                _limit.Narrow(InFlight - 1);
            }

            return hasOthers;
        }
    }

    /// <summary>Reserves money for a row of a batch, which is not a call; false if the limit does not allow it.</summary>
    public bool TryHold(decimal estimate)
    {
        lock (_lock)
        {
            var fits = Spent + _reserved + _held + estimate <= (_maxCost ?? decimal.MaxValue);
            _held += fits ? estimate : 0m;
            return fits;
        }
    }

    /// <summary>Reserves money for a batch of an earlier run, which was reserved then; negative gives it back.</summary>
    public void Hold(decimal estimate)
    {
        lock (_lock)
        {
            _held += estimate;
        }
    }

    /// <summary>Adds what was spent outside of calls of this run: by another machine, or by a batch.</summary>
    public void CountOthers(decimal cost)
    {
        lock (_lock)
        {
            Spent += cost;
        }
    }

    /// <summary>Admits no row before a time, and then one at a time until one is answered.</summary>
    public void Pause(DateTimeOffset until)
    {
        lock (_lock)
        {
            PausedUntil = until;
            _probing = true;
        }
    }

    /// <summary>Admits no row any more, because every row has its result.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            LetIn();
        }
    }

    /// <summary>Checks whether a pause is over or the job has stopped; called periodically.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_waiting.Count > 0 && (IsOver || Fits(_waiting.Peek().Estimate)))
        {
            var (entered, estimate) = _waiting.Dequeue();
            if (IsOver)
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

        // A probe is admitted only while no other call is under way, and no call is admitted after it: the next call to end is the probe.
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

        if (Spent + _reserved + _held + estimate <= (_maxCost ?? decimal.MaxValue))
        {
            return true;
        }

        // Calls and batches under way may turn out cheaper than estimated: only when none is left, the limit is reached.
        if (InFlight == 0 && _held == 0m)
        {
            _stop.Stop(CsvStopReason.MaxCost, FormattableString.Invariant(
                $"The limit of {_maxCost} USD allows no further row: {Spent:0.######} USD are spent, and the next row may cost {estimate:0.######}."));
        }

        return false;
    }
}
