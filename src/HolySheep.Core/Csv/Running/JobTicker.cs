using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Time;

namespace HolySheep.Csv.Running;

/// <summary>What a run does every tenth of a second: flushes the journal, opens the gate, and checks the clock, the input and the caller.</summary>
internal sealed class JobTicker(JobSetup setup, TimeProvider clock, JournalWriter journal, RowGate gate, JobStop stop, JobMeter meter)
{
    // What a power failure can cost: the answers of a tenth of a second, or of fifty times the duration of a flush.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private const int TicksBetweenLooks = 10;

    // Appending waits for the flush while the last page is being written, so flushes may take a fiftieth of the time.
    private const int SyncShare = 50;
    private DateTimeOffset _nextSync;

    /// <summary>Ticks until it is told to end.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        for (var tick = 0; ; tick++)
        {
            if (!await Pause.TryForAsync(clock, Interval, end).ConfigureAwait(false))
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
            // The run itself shows how it begins.
            if (tick % 2 == 1)
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
            stop.Stop(CsvStopReason.OutputUnwritable, $"{setup.Paths.Journal} cannot be written to disk: {exception.Message}");
        }
    }

    private void LookAtInput()
    {
        var stamp = JobSetup.StampOf(setup.Options.Path);
        if (stamp != setup.Stamp)
        {
            stop.Stop(CsvStopReason.InputChanged, $"{setup.Options.Path} {(stamp is null ? "no longer exists" : "has been changed while the job ran")}.");
        }
    }
}
