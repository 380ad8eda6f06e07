using System;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Running;

/// <summary>Asks every row that has no answer yet, then those once more whose failure may have passed.</summary>
internal sealed class RowRunner(JobSetup setup, RowIndex index, JobTally tally, JobStop stop, RowAsker asker)
{
    /// <summary>Runs both rounds, or as much of them as the job is not stopped.</summary>
    /// <param name="cancel">Ends the calls under way.</param>
    public async Task RunAsync(CancellationToken cancel)
    {
        await RunAsync(RowStage.Waiting, cancel).ConfigureAwait(false);
        if (!stop.IsStopped && HasAny(RowStage.FailedForNow))
        {
            await RunAsync(RowStage.FailedForNow, cancel).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(RowStage stage, CancellationToken cancel)
    {
        var rows = Channel.CreateBounded<WaitingRow>(new BoundedChannelOptions(setup.Options.ThrottleLimit) { SingleWriter = true });
        var workers = Enumerable.Range(0, setup.Options.ThrottleLimit).Select(_ => Task.Run(() => WorkAsync(rows.Reader, stage, cancel), CancellationToken.None)).ToList();
        try
        {
            await Task.Run(() => FeedAsync(rows.Writer, stage), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            rows.Writer.Complete();
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
    }

    private async Task FeedAsync(ChannelWriter<WaitingRow> writer, RowStage stage)
    {
        try
        {
            using var rows = setup.OpenRows();
            using var hash = setup.NewHash();
            for (var row = 0; row < index.Rows && !stop.IsStopped; row++)
            {
                if (!rows.Read())
                {
                    throw CsvFault.Of(setup.Options.Path, null, null, "there are fewer rows in it than before.", "Run the same command again.");
                }

                var prompt = index.PromptOf(row);
                if (index.StateOf(prompt).Stage == stage)
                {
                    var text = setup.Prompt.Of(rows.Cells);
                    if (hash.Of(text) != index.KeyOf(prompt))
                    {
                        throw CsvFault.Of(setup.Options.Path, rows.Line, null, "the row is another than before.", "Run the same command again.");
                    }

                    index.Set(prompt, RowState.Asked);
                    await writer.WriteAsync(new WaitingRow(prompt, text), stop.Token).ConfigureAwait(false);
                }
                else if (stage == RowStage.Waiting)
                {
                    tally.CountDone();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsStopped)
        {
            // Whoever stopped the job has said why.
        }
        catch (Errors.HolySheepException exception)
        {
            stop.Stop(CsvStopReason.InputChanged, exception.Message);
        }
    }

    private async Task WorkAsync(ChannelReader<WaitingRow> rows, RowStage stage, CancellationToken cancel)
    {
        while (await rows.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (rows.TryRead(out var row))
            {
                await asker.AskAsync(row, again: stage == RowStage.FailedForNow, cancel).ConfigureAwait(false);
            }
        }
    }

    private bool HasAny(RowStage stage)
    {
        for (var prompt = 0; prompt < index.Prompts; prompt++)
        {
            if (index.StateOf(prompt).Stage == stage)
            {
                return true;
            }
        }

        return false;
    }
}
