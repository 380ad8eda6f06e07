using System;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Running;

namespace HolySheep.Csv.Agreement;

/// <summary>Keeps an answer of the cheap model as that of its row if it may stand; otherwise beside it, and the row is left to the reference model.</summary>
/// <param name="keeper">Keeps the answers of rows.</param>
/// <param name="answers">The answers that do not stand.</param>
/// <param name="isOwn">Whether an answer is of the cheap model itself: what another gives in its place was not sampled.</param>
internal sealed class CheapKeeper(IRowKeeper keeper, CheapAnswers answers, Func<string?, bool> isOwn) : IRowKeeper
{
    private const int NoPrompt = -1;

    /// <summary>Which answers may stand.</summary>
    public AgreementDecision Decision { get; set; } = AgreementDecision.None;

    public Task KeepAsync(in KeptRow row)
    {
        var answer = row.Entry.IsAnswer && isOwn(row.Entry.Model) ? AnswerClasses.ClassOf(row.Entry.Text) : null;
        return Decision.Allows(answer) ? keeper.KeepAsync(row) : KeepBesideAsync(row, answer);
    }

    private async Task KeepBesideAsync(KeptRow row, string? answer)
    {
        await keeper.KeepAsync(row with { Prompt = NoPrompt, Entry = row.Entry with { Key = CheapAnswers.KeyOf(row.Entry.Key) } }).ConfigureAwait(false);
        answers.Add(row.Prompt, answer, RowSpend.Of(row.Entry));
    }
}
