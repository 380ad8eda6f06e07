using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Reporting;
using HolySheep.Errors;

namespace HolySheep.Csv.Running;

/// <summary>Sends one row and records its result; while no target is available, the row waits with the job.</summary>
internal sealed class RowAsker
{
    // A row that fails while others are answered must not stop the job as an outage does.
    private const int MostOutagesOfRow = 8;

    // So many rows without an answer before them do not fail because of what is in them.
    private const int RowsThatTell = 3;

    // A reply that is not an answer may be caused by the row: such a row waits once, and at the end not at all, so that it does not keep the job from its end.
    private const int MostBrokenRepliesOfRow = 1;

    private readonly HolySheepClient _client;
    private readonly RowQuestion _question;
    private readonly IRowKeeper _keeper;
    private readonly RowGate _gate;
    private readonly JobTally _tally;
    private readonly JobStop _stop;
    private readonly JobCostEstimate? _estimate;
    private readonly OutagePatience _patience;
    private int _unfit;

    /// <param name="client">Asks.</param>
    /// <param name="question">What is asked of every row.</param>
    /// <param name="keeper">Keeps the results.</param>
    /// <param name="gate">Admits calls.</param>
    /// <param name="tally">Counts what is done.</param>
    /// <param name="stop">Stops the job.</param>
    /// <param name="isCostLimited">Whether the cost of each row is estimated before it is sent.</param>
    /// <exception cref="HolySheepException">The cost is limited, and a target's price is unknown.</exception>
    public RowAsker(HolySheepClient client, RowQuestion question, IRowKeeper keeper, RowGate gate, JobTally tally, JobStop stop, bool isCostLimited)
    {
        (_client, _question, _keeper, _gate, _tally, _stop) = (client, question, keeper, gate, tally, stop);
        _estimate = isCostLimited ? new JobCostEstimate(client, question.Request, question.Targets) : null;
        _patience = new OutagePatience(client.Clock);
    }

    /// <summary>Whether a prompt has an answer, so that no call is made; null if only this asker gets answers.</summary>
    public Func<int, bool>? IsAnswered { get; init; }

    /// <summary>The last failure of an outage.</summary>
    public string? OutageReason { get; private set; }

    /// <param name="row">The row.</param>
    /// <param name="again">Whether it has failed before in this run.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task AskAsync(WaitingRow row, bool again, CancellationToken cancel)
    {
        var estimate = _estimate?.Of(row.Text, TokensOf(row)) ?? 0m;
        var spent = row.Spent;
        var (outages, broken) = (0, again ? MostBrokenRepliesOfRow : 0);
        while (await _gate.EnterAsync(estimate).ConfigureAwait(false))
        {
            if (IsAnswered?.Invoke(row.Prompt) == true)
            {
                // A batch answered it while it waited.
                _gate.Leave(estimate, 0m, answered: false, throttled: false);
                return;
            }

            var (cost, answered, throttled) = ((decimal?)null, false, false);
            KeptRow? kept = null;
            try
            {
                var result = await _client.ChatAsync(await _question.OfRowAsync(row, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
                (cost, answered, throttled) = (result.Cost, true, WasThrottled(result.Attempts));
                _patience.Answered();
                _estimate?.Learn(result.Usage);
                CountSaved(result);
                spent = spent.And(result.AttemptCount, result.Cost);
                var fault = _question.Columns.FaultOf(result);
                kept = new KeptRow(row.Prompt, new JournalEntry(row.Key, fault is null, fault ?? result.Content, result.ModelUsed, spent.Attempts, spent.Cost), again, MayPass: false);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                // The call may have been billed, at least for its prompt.
                cost = _client.CostOf(_question.Targets[0], new ChatUsage { PromptTokens = RowTokens.Overhead(_question.Request) + RowTokens.Count(row.Text, _question.Targets[0]) + TokensOf(row) }, _question.Request);
                return;
            }
            catch (Exception failure)
            {
                var call = failure as ChatException;
                (cost, throttled) = (call is null ? 0 : call.Cost, call is not null && WasThrottled(call.Attempts));
                spent = spent.And(call?.Attempts.Count ?? 0, cost);
                if (call?.Code == ErrorCode.BudgetExceeded && _gate.TryNarrow())
                {
                    // Calls under way reserve more than they will cost: what they give back may be enough.
                    continue;
                }

                if (FailureVerdict.EndsJob(failure) || IsOfEveryRow(failure))
                {
                    _stop.Stop(CsvStopReason.Failed, failure.Message, failure);
                    return;
                }

                if (call is not null && (FailureVerdict.MayBeOfRow(call) ? broken++ < MostBrokenRepliesOfRow : outages++ < MostOutagesOfRow) && WaitsForTargets(call))
                {
                    continue;
                }

                kept = new KeptRow(row.Prompt, new JournalEntry(row.Key, false, AnswerColumns.TextOf(failure), null, spent.Attempts, spent.Cost),
                    again, FailureVerdict.MayPass(failure, _question.Request.JsonSchema is not null));
            }
            finally
            {
                if (kept is { } came)
                {
                    await _keeper.KeepAsync(came).ConfigureAwait(false);
                }

                _tally.CountCost(cost);
                _gate.Leave(estimate, cost, answered, throttled);
            }

            return;
        }
    }

    private bool IsOfEveryRow(Exception failure) => FailureVerdict.MayEndJob(failure) && _patience.NothingYet && Interlocked.Increment(ref _unfit) >= RowsThatTell;

    /// <summary>Pauses the job if all targets are the cause of the failure.</summary>
    private bool WaitsForTargets(ChatException failure)
    {
        if (!FailureVerdict.MayBeOutage(failure) || (_client.OpenUntil(_question.Request, _question.Targets) ?? (failure.Attempts.Count == 0 ? failure.RetryAt : null)) is not { } until)
        {
            return false;
        }

        OutageReason = failure.Message;
        if (_patience.IsOver(until))
        {
            _stop.Stop(CsvStopReason.NoTarget, FormattableString.Invariant($"No target answers, and no target can be asked before {until:yyyy-MM-dd HH:mm:ss} UTC. ") + failure.Message);
        }

        _gate.Pause(until);
        return true;
    }

    private void CountSaved(ChatResult result)
    {
        // Other live answers save nothing, and a job has many of them.
        if (result.Usage.IsFlex && result.CachedAt is null && _question.Targets.FirstOrDefault(target => target.Provider == result.Provider && target.Model == result.ModelUsed) is { } target)
        {
            _tally.CountSaved(JobSavings.OfAnswer(_client, target, result.Usage));
        }
    }

    private long TokensOf(WaitingRow row) => _question.Attachments?.TokensOf(row.Attachments) ?? 0;

    private static bool WasThrottled(IReadOnlyList<ChatAttempt> attempts)
    {
        for (var number = 0; number < attempts.Count; number++)
        {
            if (attempts[number].Kind == OutcomeKind.Throttled)
            {
                return true;
            }
        }

        return false;
    }
}
