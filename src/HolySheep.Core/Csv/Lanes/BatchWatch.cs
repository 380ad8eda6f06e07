using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Csv.Journal;
using HolySheep.Errors;

namespace HolySheep.Csv.Lanes;

/// <summary>Asks how far the batches at the provider are, looks for those whose submission was not answered, and has those that ended collected.</summary>
internal sealed class BatchWatch(LaneContext lane, BatchSender sender, BatchDropper dropper, BatchCollector collector, BatchIntake intake, LanePatience patience)
{
    /// <summary>Looks at every batch once.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        foreach (var batch in lane.Book.Left.Where(batch => batch.IsOpen).ToList())
        {
            if (lane.Stop.IsStopped)
            {
                return;
            }

            if (batch.Step == BatchStep.Submitting && await sender.FindAsync(batch, cancel).ConfigureAwait(false) is { } failure)
            {
                patience.Failed(batch, "look for", failure);
            }

            if (batch.Step == BatchStep.Submitted && batch.Take is not { IsStuck: true } && await PollAsync(batch, cancel).ConfigureAwait(false))
            {
                await EndAsync(batch, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Asks how far a batch is; false if it is not known.</summary>
    private async Task<bool> PollAsync(LaneBatch batch, CancellationToken cancel)
    {
        var reply = await lane.DeskOf(batch).PollAsync(lane.OrderOf(batch), batch.Id!, cancel).ConfigureAwait(false);
        if (reply.Failure is not { } failure)
        {
            if (batch.Standing?.State != BatchState.Ended)
            {
                // That it ended is known: only its results are progress now, or a job whose results cannot be had would ask for ever.
                patience.Answered();
            }

            batch.Standing = reply.Value;
            return true;
        }

        if (!LaneFault.IsGone(failure))
        {
            patience.Failed(batch, "show", failure);
        }
        else if (lane.Setup.Options.Resubmit)
        {
            await dropper.DropAsync(batch, $"The provider does not know it, and {CommandHint.Option("Resubmit")} was given.", cancel).ConfigureAwait(false);
        }
        else
        {
            // With the key of another account, every batch of this one is unknown: its rows must not be sent again.
            lane.Stop.Stop(
                CsvStopReason.OutcomeUnknown,
                $"{batch.Target} does not know the batch {batch.Id}: {failure.Message.TrimEnd('.')}. Check that the key is of the account that submitted it; {CommandHint.Option("Resubmit")} sends its rows again, which may pay for them twice.");
        }

        return false;
    }

    private async Task EndAsync(LaneBatch batch, CancellationToken cancel)
    {
        if (batch.Standing!.State == BatchState.Refused)
        {
            await intake.RefusedAsync(batch, batch.Standing.Refusal, cancel).ConfigureAwait(false);
        }
        else if (batch.Standing.State == BatchState.Ended)
        {
            if (await collector.CollectAsync(batch, cancel).ConfigureAwait(false) is { } failure)
            {
                patience.Failed(batch, "give the results of", failure);
            }
            else
            {
                patience.Answered();
            }
        }
    }
}
