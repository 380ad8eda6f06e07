using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Csv.Running;
using HolySheep.Errors;

namespace HolySheep.Csv.Agreement;

/// <summary>Keeps the answers of the reference model. One that another model gave in its place proves nothing and agrees with nothing: its row has failed.</summary>
/// <param name="keeper">Keeps the answers of rows.</param>
/// <param name="reference">What the reference model is asked.</param>
/// <param name="stop">Ends the job if the reference model is never asked.</param>
internal sealed class ReferenceKeeper(IRowKeeper keeper, ReferenceQuestion reference, JobStop stop) : IRowKeeper
{
    // So many answers of others before the first of its own are not of single rows, and each is paid.
    private const int ForeignThatTell = 3;

    private int _own;
    private int _foreign;

    public Task KeepAsync(in KeptRow row)
    {
        if (!row.Entry.IsAnswer)
        {
            return keeper.KeepAsync(row);
        }

        if (reference.IsOwn(row.Entry.Model))
        {
            Interlocked.Exchange(ref _own, 1);
            return keeper.KeepAsync(row);
        }

        var why = $"{row.Entry.Model} answered in place of {reference.Request.Model}, with which the answers are to agree";
        if (Interlocked.Increment(ref _foreign) >= ForeignThatTell && Volatile.Read(ref _own) == 0)
        {
            stop.Stop(CsvStopReason.Failed, why + ".", new ChatException(ErrorCode.NoTargetEligible, OutcomeKind.Unfit, $"{why}: a rule, a split or a budget sends its calls there. {CommandHint.Option("With")} must name a model that answers itself."));
        }

        return keeper.KeepAsync(row with { Entry = row.Entry with { IsAnswer = false, Text = $"{ErrorCode.ProviderFailure}: {why}.", Model = null } });
    }
}
