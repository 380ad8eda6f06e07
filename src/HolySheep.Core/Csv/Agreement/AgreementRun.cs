using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Lanes;
using HolySheep.Csv.Running;

namespace HolySheep.Csv.Agreement;

/// <summary>
/// Gets the rows of a job answered by a cheap model as far as its answers agree with those of a reference model. Both answer a random sample; by it is decided which answers
/// of the cheap model may stand, and the reference model answers the other rows.
/// </summary>
internal sealed class AgreementRun : IRowWork
{
    private readonly JobSetup _setup;
    private readonly RowIndex _index;
    private readonly JobTally _tally;
    private readonly JobStop _stop;
    private readonly Func<long> _written;
    private readonly AgreementSample _sample;
    private readonly AgreementPolicy _policy;
    private readonly CheapAnswers _answers;
    private readonly CheapKeeper _keeper;
    private readonly RowAsker _cheap;
    private readonly RowAsker _reference;
    private readonly RowPass _pass;
    private AgreementCounts _counts = new();
    private bool _asksCheap = true;

    /// <param name="client">Asks.</param>
    /// <param name="setup">The job.</param>
    /// <param name="index">Its rows.</param>
    /// <param name="written">Gives the end of its journal.</param>
    /// <param name="keeper">Keeps the answers of rows.</param>
    /// <param name="gate">Admits calls.</param>
    /// <param name="tally">Counts rows.</param>
    /// <param name="stop">Stops the job.</param>
    /// <exception cref="Errors.HolySheepException">The cost is limited, and a price is unknown.</exception>
    public AgreementRun(HolySheepClient client, JobSetup setup, RowIndex index, Func<long> written, IRowKeeper keeper, RowGate gate, JobTally tally, JobStop stop)
    {
        (_setup, _index, _written, _tally, _stop) = (setup, index, written, tally, stop);
        var (promise, reference) = (setup.Options.Agreement!, setup.Reference!);
        _sample = new AgreementSample(index);
        _policy = new AgreementPolicy(promise.Rate, promise.Confidence, index.Rows, AnswerClasses.Of(setup.Request.JsonSchema!.Schema)!.All);
        _answers = new CheapAnswers(index, IsOfCheap);
        _keeper = new CheapKeeper(keeper, _answers, IsOfCheap);
        var (question, isCostLimited) = (RowQuestion.Of(setup), setup.Options.MaxCost is not null);
        _cheap = new RowAsker(client, question, _keeper, gate, tally, stop, isCostLimited);
        _reference = new RowAsker(client, question with { Request = reference.Request, Targets = reference.Targets }, new ReferenceKeeper(keeper, reference, stop), gate, tally, stop, isCostLimited);

        // What needs no call is counted once, before the first of several passes.
        _pass = new RowPass(setup, index, new JobTally(), stop);
    }

    private bool IsOfCheap(string? model) => ReferenceQuestion.IsOf(_setup.Targets, model);

    public string? OutageReason => _cheap.OutageReason ?? _reference.OutageReason;

    public DateTimeOffset? PausedUntil => null;

    public LaneReport? Report => new([], [], 0m, null, []) { Agreement = AgreementWords.Of(_setup, _index.Rows, _counts, _keeper.Decision, _policy.CanSucceed), ReferencePrice = _counts.ReferencePrice };

    public CsvBatchProgress? Progress => null;

    public async Task RunAsync(CancellationToken cancel)
    {
        using (var journal = new JournalReader(_setup.Paths.Journal, _written))
        {
            _answers.Recall(journal);
        }

        _index.CountDone(_tally);
        _keeper.Decision = await DecideAsync(cancel).ConfigureAwait(false);
        _asksCheap = _keeper.Decision.AllowsAny;
        foreach (var stage in _keeper.Decision.IsFinal ? (RowStage[])[RowStage.Waiting, RowStage.FailedForNow] : [])
        {
            await PassAsync(stage, cancel).ConfigureAwait(false);
        }
    }

    public Task EndAsync(bool isDone) => Task.CompletedTask;

    /// <summary>Samples until it is decided; nothing stands, and it is not decided, if the job is stopped before.</summary>
    private async Task<AgreementDecision> DecideAsync(CancellationToken cancel)
    {
        var decision = AgreementDecision.None;
        for (var look = 0; _policy.CanSucceed && look < _policy.Looks.Count && (look == 0 || !decision.IsFinal); look++)
        {
            var size = _policy.Looks[look];
            await PassAsync(RowStage.Waiting, cancel, (row, _) => _sample.Has(row, size)).ConfigureAwait(false);
            if (_stop.IsStopped)
            {
                return AgreementDecision.None with { IsFinal = false };
            }

            _counts = Count(size);
            decision = _policy.Decide(look, _counts);
        }

        return decision;
    }

    private AgreementCounts Count(int size)
    {
        var counts = new AgreementCounts();
        using var journal = new JournalReader(_setup.Paths.Journal, _written);
        for (var row = 0; row < _index.Rows; row++)
        {
            if (_sample.Has(row, size))
            {
                var prompt = _index.PromptOf(row);
                var entry = _index.StateOf(prompt) is { Stage: RowStage.Answered } state ? journal.Read(state.Offset) : null;
                counts.Add(_answers.ClassOf(prompt), entry is not null && _setup.Reference!.IsOwn(entry.Model) ? AnswerClasses.ClassOf(entry.Text) : null);
                if (entry is not null)
                {
                    counts.AddReference(entry.Cost - _answers.SpentOn(prompt).Known);
                }
            }
        }

        return counts;
    }

    private async Task PassAsync(RowStage stage, CancellationToken cancel, Func<int, int, bool>? takes = null)
    {
        if (!_stop.IsStopped && _index.HasAny(stage))
        {
            await _pass.RunAsync(stage, AskAsync, cancel, takes).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the cheap model as long as its answers are of use, and the reference model if that answer does not stand.</summary>
    private async Task AskAsync(WaitingRow row, bool again, CancellationToken cancel)
    {
        if (_asksCheap && !_answers.Has(row.Prompt))
        {
            await _cheap.AskAsync(row, again, cancel).ConfigureAwait(false);
        }

        if (_index.StateOf(row.Prompt).Stage == RowStage.Asked)
        {
            // What earlier rounds spent is in what the cheap answer spent, if it came after them, and the other way round.
            var beside = _answers.SpentOn(row.Prompt);
            await _reference.AskAsync(beside.Attempts > row.Spent.Attempts ? row with { Spent = beside } : row, again, cancel).ConfigureAwait(false);
        }
    }
}
