using HolySheep.Csv.Agreement;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Reporting;
using HolySheep.Csv.Running;
using HolySheep.Csv.Shared;

namespace HolySheep.Csv.Lanes;

/// <summary>Chooses how the rows of a job are answered.</summary>
internal static class RowWorks
{
    /// <exception cref="Errors.HolySheepException">Batches of an earlier run are not collected, a price is unknown, or the state is not shared.</exception>
    public static IRowWork Of(HolySheepClient client, JobSetup setup, RowIndex index, JobBatches book, JournalWriter journal, SettledRows settled, RowGate gate, JobTally tally, JobStop stop)
    {
        LaneRules.CheckLeft(setup, book);
        var keeper = new RowKeeper(setup, index, journal, settled, tally, stop) { Beside = LaneRules.HasBatches(setup.Options.Lane) ? book.Beside : null };
        if (setup.Options.Shared)
        {
            return new SharedRun(client, setup, index, keeper, gate, tally, stop);
        }

        if (setup.Reference is not null)
        {
            return new AgreementRun(client, setup, index, () => journal.End, keeper, gate, tally, stop);
        }

        var asker = new RowAsker(client, RowQuestion.Of(setup), keeper, gate, tally, stop, isCostLimited: setup.Options.MaxCost is not null) { IsAnswered = prompt => index.StateOf(prompt).Stage == RowStage.Answered };
        return setup.Desk is null
            ? new RowRunner(setup, index, tally, stop, asker)

            // The lane has counted the rows that need no call.
            : new LaneRun(new LaneContext(setup, index, book, journal, keeper, gate, tally, stop, client.Clock) { SavedBy = (target, usage) => JobSavings.OfAnswer(client, target, usage) }, new RowRunner(setup, index, new JobTally(), stop, asker), asker, client.ProviderOf(setup.Targets[0]).RequestsPerMinute);
    }
}
