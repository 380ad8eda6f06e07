using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Csv.Journal;
using HolySheep.Errors;
using HolySheep.Failures;

namespace HolySheep.Csv.Lanes;

/// <summary>Hands over the rows that wait, as far as the provider and the money allow.</summary>
internal sealed class BatchIntake(LaneContext lane, LaneRows rows, BatchDropper dropper, BatchSender sender, LanePatience patience)
{
    // A limit on the rate of requests passes soon; one on what is enqueued does not.
    private const int MostThrottles = 3;
    private const int TooManyRequests = 429;

    private readonly BatchCutter _cutter = new(lane, rows, LaneMark.Of(lane.Setup.Paths.Out));
    private readonly EnqueuedRoom _room = new(lane.Book.Room);
    private DateTimeOffset _notBefore;

    /// <summary>Why a budget refused a row, so that no further row is sent; null if none did.</summary>
    public ChatException? Refusal { get; private set; }

    /// <summary>Hands over what waits.</summary>
    public async Task SubmitAsync(CancellationToken cancel)
    {
        if (lane.Clock.GetUtcNow() < _notBefore)
        {
            return;
        }

        // Batches that the provider did not take yet come first.
        foreach (var batch in lane.Book.Left.Where(batch => batch.Step is BatchStep.Sealed or BatchStep.Uploaded).ToList())
        {
            if (lane.Stop.IsStopped || !await SendAsync(batch, cancel).ConfigureAwait(false))
            {
                return;
            }
        }

        while (!lane.Stop.IsStopped && Refusal is null && _room.RoomBeside(lane.Book.EnqueuedBytes) is > 0 and var room && rows.HasAny())
        {
            var cut = await _cutter.CutAsync(lane.Setup.Desk!, room, cancel).ConfigureAwait(false);
            Refusal = cut.Refusal;
            if (cut.Batch is { } batch && !await SendAsync(batch, cancel).ConfigureAwait(false))
            {
                return;
            }

            if (cut.End == CutEnd.NoMoney)
            {
                StopIfSpent();
                return;
            }
        }
    }

    /// <summary>Takes back a batch that was refused whole. If the provider has too much already, the rows come in smaller or later batches.</summary>
    public async Task RefusedAsync(LaneBatch batch, Failure? refusal, CancellationToken cancel)
    {
        var beside = lane.Book.EnqueuedBytes - (batch.IsOpen ? batch.Bytes : 0);
        var why = $"The provider refused it: {refusal?.Message}";
        if (LaneFault.IsEnqueuedLimit(refusal) && (beside > 0 || batch.Count > 1))
        {
            _room.Refused(beside, batch.Bytes);
            await dropper.DropAsync(batch, why, cancel, _room.Most).ConfigureAwait(false);
            return;
        }

        await dropper.DropAsync(batch, why, cancel).ConfigureAwait(false);
        var error = LaneFault.Of(batch, "take", refusal);
        lane.Stop.Stop(CsvStopReason.Failed, error.Message, error);
    }

    /// <summary>Hands a batch over; false if the next one should wait.</summary>
    private async Task<bool> SendAsync(LaneBatch batch, CancellationToken cancel)
    {
        var sent = await sender.SendAsync(batch, cancel).ConfigureAwait(false);
        if (sent.Failure is not { } failure)
        {
            patience.Answered();
            if (batch.Standing!.State != BatchState.Refused)
            {
                return true;
            }

            await RefusedAsync(batch, batch.Standing.Refusal, cancel).ConfigureAwait(false);
        }
        else if (!sent.IsSent && (IsTooMuch(batch, failure) || !LaneFault.MayPass(failure)))
        {
            // Nothing of it was accepted: what is reserved for it must not block a budget until the job runs again.
            await RefusedAsync(batch, failure, cancel).ConfigureAwait(false);
        }
        else if (!sent.IsSent)
        {
            // Polls go on meanwhile.
            _notBefore = lane.Clock.GetUtcNow() + (failure.WaitHint ?? TimeSpan.Zero);
            patience.Failed(batch, "take", failure);
        }

        return false;
    }

    private static bool IsTooMuch(LaneBatch batch, Failure failure) =>
        batch.Step == BatchStep.Uploaded && LaneFault.IsEnqueuedLimit(failure) && (failure.Status != TooManyRequests || ++batch.Throttles > MostThrottles);

    /// <summary>Stops the job at its cost limit. Batches under way may turn out cheaper than estimated: only when none is left, the limit is reached.</summary>
    private void StopIfSpent()
    {
        if (!lane.Book.Left.Any())
        {
            var (_, _, spent, _) = lane.Gate.Look();
            lane.Stop.Stop(CsvStopReason.MaxCost, FormattableString.Invariant($"The limit of {lane.Setup.Options.MaxCost} USD allows no further row: {spent:0.######} USD are spent."));
        }
    }
}
