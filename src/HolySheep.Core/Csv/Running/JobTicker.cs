using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Time;

namespace HolySheep.Csv.Running;

/// <summary>What a run does every tenth of a second: the disk, the gate, the clock, the input, the caller.</summary>
internal sealed class JobTicker(JobSetup setup, TimeProvider clock, JournalWriter journal, RowGate gate, JobStop stop, JobMeter meter)
{
    // What a failure of power can cost: answers of a tenth of a second, or of fifty times what the disk takes to keep them.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private const int TicksBetweenLooks = 10;

    // Appending waits for it, as the last page of the file is on its way to the disk: it may take a fiftieth of the time.
    private const int SyncShare = 50;
    private DateTimeOffset _nextSync;

    /// <summary>Ticks until it is told to end.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        for (var tick = 0; ; tick++)
        {
            try
            {
                await Pause.ForAsync(clock, Interval, end).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            Sync();
            if (setup.Options.Deadline is { } deadline && clock.GetUtcNow() >= deadline)
            {
                stop.Stop(CsvStopReason.Deadline, FormattableString.Invariant($"The deadline {deadline:yyyy-MM-dd HH:mm zzz} has come."));
            }

            if (tick % TicksBetweenLooks == 0)
            {
                LookAtInput();
            }

            gate.Wake();
            if (tick % 2 == 0)
            {
                meter.Show();
            }
        }
    }

    private void Sync()
    {
        var begin = clock.GetUtcNow();
        if (begin < _nextSync)
        {
            return;
        }

        try
        {
            journal.Sync();
            _nextSync = begin + TimeSpan.FromTicks((clock.GetUtcNow() - begin).Ticks * SyncShare);
        }
        catch (IOException exception)
        {
            stop.Stop(CsvStopReason.OutputUnwritable, $"{setup.Paths.Journal} cannot be put on the disk: {exception.Message}");
        }
    }

    private void LookAtInput()
    {
        var stamp = JobSetup.StampOf(setup.Options.Path);
        if (stamp != setup.Stamp)
        {
            stop.Stop(CsvStopReason.InputChanged, $"{setup.Options.Path} {(stamp is null ? "is not there any more" : "has been changed while the job ran")}.");
        }
    }
}
