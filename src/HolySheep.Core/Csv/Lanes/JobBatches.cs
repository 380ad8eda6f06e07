using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Running;

namespace HolySheep.Csv.Lanes;

/// <summary>The batches of a job, which the journal keeps: a step is on disk before it happens.</summary>
internal sealed class JobBatches
{
    private readonly Dictionary<string, LaneBatch> _byName = new(StringComparer.Ordinal);
    private readonly List<LaneBatch> _batches = [];
    private volatile CsvBatchProgress? _progress;

    /// <summary>The batches, the oldest first.</summary>
    public IReadOnlyList<LaneBatch> Batches => _batches;

    /// <summary>The most bytes that the provider takes in batches at once, as refusals since the job last ended have taught it.</summary>
    public long Room { get; private set; } = long.MaxValue;

    /// <summary>What was paid for rows beside their entries.</summary>
    public SpendBeside Beside { get; } = new();

    /// <summary>The time of a live call as it was last measured; null if it was not since the job last ended.</summary>
    public TimeSpan? LiveLatency { get; private set; }

    /// <summary>Whether a batch was begun after the job last ended: until it ends again, failed rows stay failed.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>The batches that are not over.</summary>
    public IEnumerable<LaneBatch> Left => _batches.Where(batch => !batch.IsOver);

    /// <summary>The bytes of the batches that the provider has or may have.</summary>
    public long EnqueuedBytes => _batches.Where(batch => batch.IsOpen).Sum(batch => batch.Bytes);

    /// <summary>How far the batches are, as last told; from any thread.</summary>
    public CsvBatchProgress? Progress => _progress;

    /// <summary>Tells how far the batches are.</summary>
    public void Tell() => _progress = LaneReports.ProgressOf(this);

    /// <summary>Reads the batches of a journal; none if there is no journal.</summary>
    public static JobBatches Of(string path)
    {
        var book = new JobBatches();
        if (File.Exists(path))
        {
            using var journal = new JournalReader(path);
            journal.Scan((_, _, _) => { }, book.Recall);
        }

        return book;
    }

    /// <summary>Marks the rows of batches that are not over as under way.</summary>
    public void Claim(RowIndex index)
    {
        foreach (var batch in Left.Where(batch => batch.Step != BatchStep.Kept))
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var prompt = index.Find(batch.Rows[row]);
                var state = prompt < 0 ? default : index.StateOf(prompt);
                if (prompt >= 0 && state.Stage == RowStage.Waiting)
                {
                    index.Set(prompt, state.Ask());
                }

                batch.Settled += state.IsSettled ? 1 : 0;
            }
        }
    }

    /// <summary>What starting over forgets; null if every batch is collected.</summary>
    public string? Forgotten() => Left.Where(batch => batch.IsOpen).ToList() is { Count: > 0 } open
        ? $"The batches {string.Join(", ", open.Select(batch => batch.Id ?? batch.Name))} at {open[0].Target} with {open.Sum(batch => batch.Count)} rows are forgotten: they are billed, and their rows are sent again."
        : null;

    /// <summary>The batch with a name.</summary>
    public LaneBatch Named(string name) => _byName[name];

    /// <summary>Takes a step that a journal holds.</summary>
    public void Recall(BatchRecord record)
    {
        if (record.Step == BatchStep.Ended)
        {
            (IsUnderWay, Room, LiveLatency) = (false, long.MaxValue, null);
        }
        else if (record.Step == BatchStep.Paced)
        {
            LiveLatency = TimeSpan.FromTicks(record.Bytes);
        }
        else if (record.Step == BatchStep.PaidBeside)
        {
            Beside.Add(record);
        }
        else if (_byName.TryGetValue(record.Name, out var batch))
        {
            batch.Apply(record);
            Room = record is { Step: BatchStep.Dropped, Bytes: > 0 } ? Math.Min(Room, record.Bytes) : Room;
        }
        else if (record.Step == BatchStep.Begun)
        {
            batch = new LaneBatch(record);
            _byName.Add(record.Name, batch);
            _batches.Add(batch);
            IsUnderWay = true;
        }
    }

    /// <summary>Writes a step.</summary>
    /// <param name="record">The step.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="stop">Is told if the journal cannot be written.</param>
    /// <exception cref="OperationCanceledException">The journal cannot be written: the step must not happen.</exception>
    public void Write(BatchRecord record, JournalWriter journal, JobStop stop)
    {
        try
        {
            if (journal.AppendStep(record))
            {
                stop.Stop(CsvStopReason.OutputUnwritable, "The journal cannot grow: the disk is full.");
            }
        }
        catch (IOException exception)
        {
            stop.Stop(CsvStopReason.OutputUnwritable, $"The journal can no longer be written: {exception.Message}");
            throw new OperationCanceledException(exception.Message, exception);
        }

        Recall(record);
        Tell();
    }
}
