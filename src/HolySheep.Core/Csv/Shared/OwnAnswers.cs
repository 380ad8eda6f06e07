using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Running;

namespace HolySheep.Csv.Shared;

/// <summary>Keeps answers of this machine in the journal of the job once the database no longer takes them.</summary>
/// <param name="index">The rows of the job.</param>
/// <param name="journal">The journal.</param>
internal sealed class OwnAnswers(RowIndex index, IRowKeeper journal) : IRowKeeper
{
    public Task KeepAsync(in KeptRow row) => index.Find(row.Entry.Key) is >= 0 and var prompt && !index.StateOf(prompt).IsSettled ? journal.KeepAsync(row with { Prompt = prompt }) : Task.CompletedTask;
}
