using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Calls.Batches;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Failures;
using HolySheep.Planning;

namespace HolySheep.Csv.Lanes;

/// <summary>A batch API with its books in memory, for what real ones do rarely: it loses replies, refuses, and ends the run at any of its operations.</summary>
internal sealed class FakeDesk : IBatchDesk
{
    public const decimal Price = 0.01m;

    private readonly Dictionary<string, string> _files = [];
    private readonly HashSet<string> _settled = [];
    private readonly Dictionary<string, FakeBatch> _batches = [];
    private int _operations;

    public RouteCandidate Target { get; set; } = null!;

    public BatchBounds Bounds { get; set; } = new(10, 100_000);

    public TimeSpan Settling { get; set; }

    /// <summary>The marks of the keys that this run knows; the first takes further batches.</summary>
    public List<string> Keys { get; set; } = ["key-1"];

    public string? KeyMark => Keys[0];

    public bool HasKey(string? mark) => mark is null || Keys.Contains(mark);

    public bool TryNextKey(string? refused) => (refused is not null && refused != KeyMark) || (Keys.Count > 1 && Keys.Remove(Keys[0]));

    /// <summary>The batches that were accepted, in order.</summary>
    public IReadOnlyList<FakeBatch> Batches => [.. _batches.Values];

    /// <summary>What is reserved and not settled, by row.</summary>
    public Dictionary<string, decimal> Reserved { get; } = [];

    public decimal Spent { get; private set; }

    public int Files => _files.Count;

    /// <summary>The operations so far.</summary>
    public int Operations => _operations;

    /// <summary>The operation at which the run ends as if its process were killed; null if none does.</summary>
    public int? DiesAt { get; set; }

    /// <summary>Whether that operation has its effect before.</summary>
    public bool DiesAfter { get; set; }

    /// <summary>The polls after which a batch ends.</summary>
    public int Polls { get; set; } = 1;

    /// <summary>Says of a batch how many rows are answered and whether it ended; null leaves it to polls.</summary>
    public Func<FakeBatch, (int Done, bool IsEnded)>? Pace { get; set; }

    /// <summary>Changes the result of a row; null answers with the prompt.</summary>
    public Func<string, BatchRow?>? Results { get; set; }

    /// <summary>Results that come too, or in place of others.</summary>
    public Func<List<BatchRow>, IEnumerable<BatchRow>> Change { get; set; } = rows => rows;

    /// <summary>The lines of the results that cannot be read.</summary>
    public Func<int> Unreadable { get; set; } = () => 0;

    /// <summary>The answer to the next reads of results, after what came before it; null gives all.</summary>
    public Func<Failure?>? RefuseRead { get; set; }

    /// <summary>The answer to the next polls; null tells how the batch is.</summary>
    public Func<Failure?>? RefusePoll { get; set; }

    /// <summary>The results that the provider counts at the end of a batch; 0 if it counts none.</summary>
    public int Promised { get; set; }

    /// <summary>The answer to the next uploads; null takes them.</summary>
    public Func<Failure?>? RefuseUpload { get; set; }

    /// <summary>The answer to the next submissions, which are then not accepted; null accepts.</summary>
    public Func<FakeBatch, Failure?>? Refuse { get; set; }

    /// <summary>Whether a batch is refused after it was accepted.</summary>
    public Func<FakeBatch, Failure?>? RefuseLater { get; set; }

    /// <summary>Whether the reply to a submission is lost after it was accepted.</summary>
    public Func<FakeBatch, bool> LosesReply { get; set; } = _ => false;

    /// <summary>The searches that do not find yet what is there.</summary>
    public int Unlisted { get; set; }

    /// <summary>Whether a search finds what is there, and is certain of what is not.</summary>
    public bool CanSearch { get; set; } = true;

    /// <summary>Called when a row is booked, with the number of rows that are reserved.</summary>
    public Action<int>? Booked { get; set; }

    /// <summary>The most that all budgets pay for.</summary>
    public decimal Budget { get; set; } = decimal.MaxValue;

    public int Searches { get; private set; }

    /// <summary>Whether a batch goes on after it was cancelled.</summary>
    public bool IgnoresCancel { get; set; }

    public ChatRequest Accept(ChatRequest request) => request;

    public Task<BatchBooking> BookAsync(BatchIntent intent, string id, ChatRequest request, CancellationToken cancellationToken) => Do(() =>
    {
        if (Spent + Reserved.Values.Sum() + Price > Budget)
        {
            return new BatchBooking(null, new ChatException(ErrorCode.BudgetExceeded, OutcomeKind.OutOfMoney, "The budget 'night' cannot pay for it.") { Cost = 0 });
        }

        Assert(!_settled.Contains(id), "A row is booked again that is settled: " + id);
        Reserved[id] = Price;
        Booked?.Invoke(Reserved.Count);
        return new BatchBooking(Price, null);
    });

    public Task ReleaseAsync(BatchIntent intent, string id, ChatRequest request, string why) => Do(() => Reserved.Remove(id));

    public void Write(Stream output, string id, ChatRequest request) => output.Write(Encoding.UTF8.GetBytes(id + "\t" + request.Messages[0].Content));

    public Task<BatchReply<string>> UploadAsync(BatchOrder order, CancellationToken cancellationToken) => Do(() =>
    {
        if (RefuseUpload?.Invoke() is { } refusal)
        {
            return new BatchReply<string>(null, refusal);
        }

        var id = "file-" + order.Name;
        _files[id] = File.ReadAllText(order.Path);
        return new BatchReply<string>(id);
    });

    public Task<BatchReply<string>> FindFileAsync(BatchOrder order, CancellationToken cancellationToken) =>
        Do(() => new BatchReply<string>(_files.Keys.FirstOrDefault(file => file.EndsWith(order.Name, StringComparison.Ordinal))));

    public Task<BatchReply<BatchStanding>> SubmitAsync(BatchOrder order, string? file, CancellationToken cancellationToken) => Do(() =>
    {
        var rows = _files[file!].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(line => (line[0], line[1])).ToList();
        Assert(rows.Count == order.Requests, "The order says another number of rows than the file.");
        var batch = new FakeBatch("batch-" + (_batches.Count + 1), order.Name, rows) { KeyMark = KeyOf(order) };
        if (Refuse?.Invoke(batch) is { } refusal)
        {
            return new BatchReply<BatchStanding>(null, refusal);
        }

        Assert(_batches.Values.All(other => other.Name != order.Name), "A batch was submitted twice: " + order.Name);
        _batches.Add(batch.Id, batch);
        return LosesReply(batch)
            ? new BatchReply<BatchStanding>(null, new Failure { Signal = FailureSignal.ConnectionReset, Message = "the connection was reset" })
            : new BatchReply<BatchStanding>(StandingOf(batch));
    });

    public Task<BatchReply<BatchSearch>> FindAsync(BatchOrder order, DateTimeOffset since, CancellationToken cancellationToken) => Do(() =>
    {
        Searches++;
        var found = CanSearch && Searches > Unlisted ? _batches.Values.FirstOrDefault(batch => batch.Name == order.Name && batch.KeyMark == KeyOf(order)) : null;
        return new BatchReply<BatchSearch>(new BatchSearch(found is null ? null : StandingOf(found), CanSearch));
    });

    public Task<BatchReply<BatchStanding>> PollAsync(BatchOrder order, string id, CancellationToken cancellationToken) => Do(() =>
    {
        if (RefusePoll?.Invoke() is { } refusal)
        {
            return new BatchReply<BatchStanding>(null, refusal);
        }

        if (!_batches.TryGetValue(id, out var batch))
        {
            return new BatchReply<BatchStanding>(null, new Failure { Signal = FailureSignal.None, Status = 404, Message = "No batch found" });
        }

        batch.Polls++;
        return new BatchReply<BatchStanding>(StandingOf(batch));
    });

    public Task<BatchReply<BatchStanding>> CancelAsync(BatchOrder order, string id, CancellationToken cancellationToken) => Do(() =>
    {
        var batch = _batches[id];
        batch.IsCancelled = !IgnoresCancel;
        return new BatchReply<BatchStanding>(StandingOf(batch));
    });

    public async Task<BatchReply<BatchLines>> ReadAsync(BatchIntent intent, BatchOrder order, BatchStanding ended, ChatRequest request, Func<BatchRow, Task<bool>> keep, CancellationToken cancellationToken)
    {
        var batch = _batches[ended.Id];
        var rows = batch.Rows.Select((row, place) => place >= (batch.Done ?? (batch.IsCancelled ? 0 : batch.Rows.Count)) ? Late(row.Id) : Results?.Invoke(row.Id) ?? Answer(row.Id, row.Text)).ToList();
        foreach (var row in Change(rows))
        {
            var isOurs = await keep(row);
            await Do(() =>
            {
                if (isOurs && _settled.Add(row.Id))
                {
                    Spent += row.Result?.Cost ?? row.Failure!.Cost ?? 0m;
                    Reserved.Remove(row.Id);
                }

                return true;
            });
        }

        return RefuseRead?.Invoke() is { } refusal ? new BatchReply<BatchLines>(default, refusal) : new BatchReply<BatchLines>(new BatchLines(rows.Count, Unreadable()));
    }

    public Task<BatchReply<bool>> DeleteFileAsync(BatchOrder order, string file, CancellationToken cancellationToken) => Do(() => new BatchReply<bool>(_files.Remove(file)));

    /// <summary>Forgets every batch, as an account that never had them.</summary>
    public void Forget() => _batches.Clear();

    public static BatchRow Answer(string id, string text) => new(id, new ChatResult
    {
        Content = "answer to " + text,
        Model = "alpha",
        ModelUsed = "alpha",
        Provider = "one",
        Attempts = [new ChatAttempt { Target = "one/alpha", Kind = OutcomeKind.Answered }],
        Usage = new ChatUsage { PromptTokens = 1, CompletionTokens = 1 },
        Cost = Price / 2,
        Latency = TimeSpan.Zero,
        Conversation = [],
    }, null);

    public static BatchRow Fail(string id, string code = ErrorCode.RequestRejected) => new(id, null, new ChatException(code, OutcomeKind.BadRequest, "no") { Cost = 0 });

    public static BatchRow Late(string id) => new(id, null, new ChatException(ErrorCode.ProviderFailure, OutcomeKind.Transient, "expired") { Cost = 0 }, IsLate: true);

    public static Failure Throttle(int status = 400) => new() { Signal = FailureSignal.RateLimited, Status = status, Message = "Enqueued token limit reached" };

    private string KeyOf(BatchOrder order) => order.KeyMark is { } mark && Keys.Contains(mark) ? mark : Keys[0];

    private BatchStanding StandingOf(FakeBatch batch)
    {
        if (RefuseLater?.Invoke(batch) is { } refusal)
        {
            return new BatchStanding(batch.Id, BatchState.Refused) { Refusal = refusal };
        }

        var isEnded = batch.Polls >= Polls || batch.IsCancelled;
        if (Pace is { } pace)
        {
            (batch.Done, isEnded) = pace(batch);
        }

        return new BatchStanding(batch.Id, isEnded ? BatchState.Ended : BatchState.Running) { InputFile = "file-" + batch.Name, Succeeded = batch.Done ?? (isEnded ? batch.Rows.Count : 0), Promised = isEnded ? Promised : 0 };
    }

    private Task<T> Do<T>(Func<T> operation)
    {
        var dies = _operations++ == DiesAt;
        if (dies && !DiesAfter)
        {
            throw new KilledException();
        }

        var result = operation();
        return dies ? throw new KilledException() : Task.FromResult(result);
    }

    private static void Assert(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
