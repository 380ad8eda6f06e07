using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HolySheep.TestKit.Voices;

namespace HolySheep.TestKit.Batches;

/// <summary>
/// The batch API of a scripted provider. A batch runs to its end after so many polls, on command, or by a clock.
/// Its requests are answered by <see cref="Answers"/>, then by the scripts of their models, then with an echo.
/// </summary>
public sealed class ScriptedBatches
{
    /// <summary>The code of a batch that is beyond <see cref="EnqueuedTokenLimit"/>.</summary>
    internal const string LimitCode = "token_limit_exceeded";

    private readonly Lock _lock = new();
    private readonly ScriptedProvider _provider;
    private readonly IReadOnlyList<BatchDialect> _dialects;
    private readonly Queue<BatchFate> _fates = [];
    private readonly List<ScriptedBatch> _batches = [];
    private readonly List<ScriptedFile> _files = [];
    private readonly List<string> _deleted = [];
    private int _rows;
    private int _ids;
    private int _lostUploads;
    private int _lostSubmissions;
    private int _throttles;
    private Func<string, string>? _broken;
    private int _brokenReads;

    internal ScriptedBatches(ScriptedProvider provider)
    {
        _provider = provider;
        _dialects = [new MistralDialect(this), new OpenAIDialect(this), new MessagesDialect(this), new GeminiDialect(this)];
    }

    /// <summary>After how many polls a batch ends, unless its fate says otherwise; null leaves it to <see cref="EndAll"/>.</summary>
    /// <value>Default: 2.</value>
    public int? PollsToEnd { get; set; } = 2;

    /// <summary>How long after it was accepted a batch ends, whether it is asked for or not; null leaves it to polls.</summary>
    public TimeSpan? TimeToEnd { get; set; }

    /// <summary>Says when files and batches are made, and so when batches expire.</summary>
    /// <value>Default: the system's clock.</value>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Answers requests of batches; where it gives null the script of the model answers.</summary>
    public Func<RecordedRequest, Reply?>? Answers { get; set; }

    /// <summary>Refuses requests before anything is done with them, as for their key; where it gives null they are taken.</summary>
    public Func<RecordedRequest, Reply?>? Refuses { get; set; }

    /// <summary>The tokens that may wait in open batches, a quarter of the characters of their prompts; null for no limit. A batch beyond it is refused whole.</summary>
    public long? EnqueuedTokenLimit { get; set; }

    /// <summary>How many batches a page of the list holds.</summary>
    public int PageSize { get; set; } = 20;

    /// <summary>False if the provider has no batch API.</summary>
    public bool Offered { get; set; } = true;

    /// <summary>Every batch that was accepted, refused ones too, in their order.</summary>
    public IReadOnlyList<ScriptedBatch> All => Read(() => _batches.ToArray());

    /// <summary>The files that were not deleted.</summary>
    public IReadOnlyList<ScriptedFile> Files => Read(() => _files.ToArray());

    /// <summary>The ids of the files, and of the batches, that clients deleted.</summary>
    public IReadOnlyList<string> Deleted => Read(() => _deleted.ToArray());

    /// <summary>The rows of all batches that were not refused: what a provider counts as submitted.</summary>
    public int SubmittedRows => Read(() => _batches.Where(batch => batch.Refusal is null).Sum(batch => batch.Rows.Count));

    /// <summary>The rows that were answered, and so billed.</summary>
    public int BilledRows => Read(() => Billed.Count());

    /// <summary>The tokens of prompts that were billed.</summary>
    public long BilledPromptTokens => Read(() => Billed.Sum(result => (long)result.PromptTokens));

    /// <summary>The tokens of answers that were billed.</summary>
    public long BilledCompletionTokens => Read(() => Billed.Sum(result => (long)result.CompletionTokens));

    internal string Root => _provider.Root;

    internal string ProviderName => _provider.Name;

    private IEnumerable<BatchRowResult> Billed => _batches.SelectMany(batch => batch.Results).Where(result => result.IsAnswer);

    /// <summary>Says what becomes of the next batches, one each.</summary>
    public ScriptedBatches Next(params BatchFate[] fates) => Do(() => Array.ForEach(fates, _fates.Enqueue));

    /// <summary>Takes so many uploads, and closes the connection in place of the reply.</summary>
    public ScriptedBatches LoseUploadReplies(int count = 1) => Do(() => _lostUploads += count);

    /// <summary>Accepts so many batches, and closes the connection in place of the reply.</summary>
    public ScriptedBatches LoseSubmitReplies(int count = 1) => Do(() => _lostSubmissions += count);

    /// <summary>Refuses so many submissions with 429.</summary>
    public ScriptedBatches ThrottleSubmissions(int count = 1) => Do(() => _throttles += count);

    /// <summary>Gives so many times other text in place of results, and then the results.</summary>
    public ScriptedBatches BreakResults(Func<string, string> change, int count = 1) => Do(() => (_broken, _brokenReads) = (change, count));

    /// <summary>Ends every open batch.</summary>
    public ScriptedBatches EndAll() => Do(() => _batches.Where(batch => batch.IsOpen).ToList().ForEach(End));

    /// <summary>Answers a request to the batch API; null if it is another request.</summary>
    internal Reply? Answer(RecordedRequest request)
    {
        lock (_lock)
        {
            _batches.Where(batch => batch.IsOpen && batch.Refusal is null && Clock.GetUtcNow() - batch.CreatedAt >= TimeToEnd).ToList().ForEach(End);
            return Refuses?.Invoke(request) ?? (Offered ? _dialects.Select(dialect => dialect.Answer(request)).FirstOrDefault(reply => reply is not null) : null);
        }
    }

    internal ScriptedFile AddFile(string name, ReadOnlyMemory<byte> bytes, bool isInput, string prefix = "file-")
    {
        var file = new ScriptedFile(NewId(prefix), name, bytes, isInput, Clock.GetUtcNow());
        _files.Add(file);
        return file;
    }

    internal Reply Uploaded(Reply reply) => Takes(ref _lostUploads) ? Reply.CloseBeforeHeaders() : reply;

    internal string Given(string results) => Takes(ref _brokenReads) ? _broken!(results) : results;

    internal Reply? Throttled() => Takes(ref _throttles) ? Reply.Throttle("1") : null;

    internal Reply Submitted(Reply reply) => Takes(ref _lostSubmissions) ? Reply.CloseBeforeHeaders() : reply;

    internal IReadOnlyList<ScriptedFile> KeptFiles => _files;

    internal IReadOnlyList<ScriptedBatch> Batches => _batches;

    internal ScriptedFile? FindFile(string id) => _files.Find(file => file.Id == id);

    internal ScriptedBatch? Find(string id) => _batches.Find(batch => batch.Id == id);

    internal bool IsDeleted(string id) => _deleted.Contains(id);

    internal bool Delete(string id)
    {
        if (_files.RemoveAll(file => file.Id == id) + _batches.Count(batch => batch.Id == id) == 0 || _deleted.Contains(id))
        {
            return false;
        }

        _deleted.Add(id);
        return true;
    }

    internal RecordedRequest Row(string path, IReadOnlyDictionary<string, string> headers, byte[] body) => new(++_rows, 0, "POST", path, headers, body, 0);

    internal string NewId(string prefix) => $"{prefix}{ProviderName}-{++_ids}";

    internal ScriptedBatch Accept(string id, string? name, IReadOnlyList<(string Id, RecordedRequest Request)> rows, (string Code, string Message)? refusal, ScriptedFile? input = null)
    {
        BatchFate fate = _fates.TryDequeue(out BatchFate? next) ? next : BatchFate.Answered;
        var batch = new ScriptedBatch(id, name, rows, fate, Clock.GetUtcNow()) { Input = input };
        batch.Refusal = refusal
            ?? (fate.RefusalCode is { } code ? (code, fate.RefusalMessage) : ((string, string)?)null)
            ?? (IsOverLimit(batch) ? (LimitCode, $"Enqueued token limit reached for {ProviderName}. Limit: {EnqueuedTokenLimit} enqueued tokens. Please try again once some in_progress batches have been completed.") : ((string, string)?)null);
        batch.State = ScriptedBatchState.Validating;
        _batches.Add(batch);
        return batch;
    }

    /// <summary>Moves a batch on, as each poll does.</summary>
    internal void Poll(ScriptedBatch batch)
    {
        batch.Polls++;
        if (!batch.IsOpen)
        {
            return;
        }

        if (batch.Refusal is not null)
        {
            batch.State = ScriptedBatchState.Refused;
        }
        else if (batch.State == ScriptedBatchState.Cancelling || batch.Polls >= (batch.Fate.PollsToEnd ?? PollsToEnd))
        {
            End(batch);
        }
        else
        {
            batch.State = ScriptedBatchState.InProgress;
        }
    }

    private bool IsOverLimit(ScriptedBatch batch) =>
        EnqueuedTokenLimit is { } limit && (batch.PromptCharacters + _batches.Where(other => other.IsOpen && other.Refusal is null).Sum(other => other.PromptCharacters)) / 4 > limit;

    private void End(ScriptedBatch batch)
    {
        bool isCancelled = batch.State == ScriptedBatchState.Cancelling;
        bool stops = isCancelled || batch.Fate.Expires;
        int answered = stops ? batch.Fate.AnsweredBeforeStop ?? batch.Rows.Count / 2 : batch.Rows.Count;
        BatchRowEnd end = isCancelled ? BatchRowEnd.Cancelled : BatchRowEnd.Expired;
        batch.Results =
        [
            .. batch.Rows.Select((row, place) => place < answered
                ? BatchAnswers.Of(row.Id, row.Request, batch.Fate.Fails(place) ? row.Request.Voice.Say(Trouble.ServerError) : Choose(row.Request), ProviderName)
                : new BatchRowResult(row.Id, end, 0, "", 0, 0)),
        ];
        batch.State = isCancelled ? ScriptedBatchState.Cancelled : batch.Fate.Expires ? ScriptedBatchState.Expired : ScriptedBatchState.Completed;
        _dialects.First(dialect => dialect.Owns(batch)).Finish(batch);
    }

    private Reply Choose(RecordedRequest request) => Answers?.Invoke(request) ?? _provider.ChooseForModel(request);

    private T Read<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private ScriptedBatches Do(Action act)
    {
        lock (_lock)
        {
            act();
            return this;
        }
    }

    // Takes one of so many; false if none is left.
    private static bool Takes(ref int count)
    {
        if (count <= 0)
        {
            return false;
        }

        count--;
        return true;
    }
}
