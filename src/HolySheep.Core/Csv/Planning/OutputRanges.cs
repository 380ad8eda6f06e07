using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Prompts;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Planning;
using HolySheep.Spend.Ledger;

namespace HolySheep.Csv.Planning;

/// <summary>The expected lengths of a job's answers, from past answers of its models to prompts like its own.</summary>
internal sealed class OutputRanges(HolySheepClient client, ChatRequest request)
{
    private readonly Dictionary<int, int> _kinds = [];
    private readonly Dictionary<string, AnswerLengths> _past = [];

    /// <summary>Counts the kind of a row's prompt.</summary>
    public void See(string prompt)
    {
        var kind = PromptKinds.Of(request with { Messages = [ChatMessage.User(prompt)] }).Number;
        _kinds[kind] = _kinds.TryGetValue(kind, out var count) ? count + 1 : 1;
    }

    /// <summary>Reads the past answers of targets to prompts of the job's most frequent kind. A ledger that cannot be read has none.</summary>
    public async Task ReadAsync(IEnumerable<RouteCandidate> targets, CancellationToken cancel)
    {
        foreach (var model in _kinds.Count == 0 ? [] : targets.Select(target => target.Model).Distinct())
        {
            var kind = new AnswerKind(model, _kinds.OrderByDescending(kind => kind.Value).First().Key);
            try
            {
                _past[model] = await client.Resources.LedgerRecords.ReadLengthsAsync(kind, request.Job ?? "", cancel).ConfigureAwait(false);
            }
            catch (HolySheepException)
            {
                // The next call reports it.
                return;
            }
        }
    }

    /// <summary>The length of one answer of a target if it answers so many prompts.</summary>
    public OutputRange At(RouteCandidate target, int prompts) => OutputRange.Of(_past.TryGetValue(target.Model, out var past) ? past : AnswerLengths.None, prompts, request.MaxTokens);
}
