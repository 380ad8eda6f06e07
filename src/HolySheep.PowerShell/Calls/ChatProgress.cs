using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.PowerShell.Pumping;

namespace HolySheep.PowerShell.Calls;

/// <summary>The progress of one call or several, for Write-Progress; silent in the first second.</summary>
internal sealed class ChatProgress
{
    // Scripts number their own progress bars from 0 or 1.
    private const int ActivityId = 7305;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.2);

    private readonly TimeProvider _clock;
    private readonly long _startedAt;
    private long? _shownAt;
    private int _begun;
    private int _answered;
    private int _failed;

    internal ChatProgress(TimeProvider clock)
    {
        _clock = clock;
        _startedAt = clock.GetTimestamp();
    }

    /// <summary>The same work, with its progress counted.</summary>
    internal Func<PipelineWriter, CancellationToken, Task> Count(Func<PipelineWriter, CancellationToken, Task> work) => async (writer, stop) =>
    {
        Interlocked.Increment(ref _begun);
        try
        {
            await work(writer, stop).ConfigureAwait(false);
            Interlocked.Increment(ref _answered);
        }
        catch
        {
            Interlocked.Increment(ref _failed);
            throw;
        }
    };

    /// <summary>The current progress record; null if it is too early. Call it on the pipeline thread.</summary>
    internal ProgressRecord? Next()
    {
        if (_clock.GetElapsedTime(_startedAt) < Silence || (_shownAt is { } shown && _clock.GetElapsedTime(shown) < Interval))
        {
            return null;
        }

        _shownAt = _clock.GetTimestamp();
        return new ProgressRecord(ActivityId, "Invoke-HolySheepChat", Status());
    }

    private string Status()
    {
        int begun = _begun, answered = _answered, failed = _failed;
        return begun == 1 && answered + failed == 0
            ? FormattableString.Invariant($"waiting for the answer, {Math.Floor(_clock.GetElapsedTime(_startedAt).TotalSeconds)} s")
            : $"{answered} answered, {failed} failed, {Math.Max(0, begun - answered - failed)} under way";
    }

    /// <summary>The record that removes the display; null if nothing was shown.</summary>
    internal ProgressRecord? Last() => _shownAt is null
        ? null
        : new ProgressRecord(ActivityId, "Invoke-HolySheepChat", $"{_answered} answered, {_failed} failed") { RecordType = ProgressRecordType.Completed };
}
