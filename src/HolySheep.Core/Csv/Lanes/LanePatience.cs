using HolySheep.Csv.Running;
using HolySheep.Failures;

namespace HolySheep.Csv.Lanes;

/// <summary>Waits for a batch API that may come back, and ends the job otherwise.</summary>
internal sealed class LanePatience(LaneContext lane)
{
    private readonly OutagePatience _patience = new(lane.Clock);

    private volatile LaneOutage? _outage;

    /// <summary>The last failure; null if the provider has answered since. From any thread.</summary>
    public LaneOutage? Outage => _outage;

    /// <summary>Notes that the provider did what was asked.</summary>
    public void Answered()
    {
        _outage = null;
        _patience.Answered();
    }

    /// <summary>Notes that the provider did not do what was asked.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="doing">What was asked of the provider: <c>take</c>, for example.</param>
    /// <param name="failure">Why it did not do it.</param>
    public void Failed(LaneBatch batch, string doing, Failure failure)
    {
        var error = LaneFault.Of(batch, doing, failure);
        if (!LaneFault.MayPass(failure))
        {
            // An error ends the run without a summary: what is left at the provider must be in its text.
            lane.Stop.Stop(CsvStopReason.Failed, error.Message, LaneFault.Of(batch, doing, failure, LaneReports.AtProvider(lane.Book)));
            return;
        }

        var until = lane.Clock.GetUtcNow() + (failure.WaitHint > lane.Poll ? failure.WaitHint.Value : lane.Poll);
        _outage = new LaneOutage(error.Message, until);
        if (_patience.IsOver(until))
        {
            lane.Stop.Stop(CsvStopReason.NoTarget, error.Message);
        }
    }
}
