using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using HolySheep.Caching.Sqlite;
using HolySheep.Calls.Caching;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.State;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Caching;

/// <summary>Where answers are kept: the same on disk as in memory.</summary>
public sealed class AnswerStoreTests : IDisposable
{
    private const long MaxBytes = 20_000;
    private readonly TempHome _home = new();
    private readonly AutoAdvanceTimeProvider _clock = new();

    [Theory, InlineData(true), InlineData(false)]
    public void An_answer_comes_back_as_it_was_kept(bool onDisk)
    {
        using var store = Open(onDisk);
        var answer = Answer("Grüße, 世界 \u0001 👩‍🚀") with
        {
            Reasoning = "so",
            ModelReported = "alpha-2",
            FinishReason = "stop",
            FinishReasonRaw = "end_turn",
            Id = "id",
            RequestId = "request",
            Cost = 0.000000012345m,
            Usage = new ChatUsage { PromptTokens = 1, CachedTokens = 2, CacheWriteTokens = 3, HourCacheWriteTokens = 4, CompletionTokens = 5, ReasoningTokens = 6 },
            Extra = new Dictionary<string, string> { ["a"] = "{\"b\":1}" },
            Pieces = [new KeptPiece(true, 2), new KeptPiece(false, 7)],
            Message = new ChatMessage("assistant", [new ChatReasoning("so") { ProviderData = new ProviderData("one", "alpha", "{\"signature\":\"x\"}") }, new ChatText("Grüße")]),
        };
        store.Keep("key", answer);
        var found = store.Find("key")!;
        Assert.Equal(KeptAnswerFormat.Write(answer), KeptAnswerFormat.Write(found));
        Assert.Equal((answer.Content, answer.Cost, answer.Usage, answer.At, answer.Reasoning), (found.Content, found.Cost, found.Usage, found.At, found.Reasoning));
        Assert.Null(store.Find("another"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void The_least_recently_used_answers_go_first_and_the_whole_never_grows_over_its_size(bool onDisk)
    {
        using var store = Open(onDisk);
        var answer = Answer(new string('x', 1500));
        var size = KeptAnswerFormat.Write(answer).Length;
        var fits = (int)(MaxBytes / size);
        for (var number = 0; number < 5 * fits; number++)
        {
            store.Keep("key" + number, answer);
            _clock.Advance(TimeSpan.FromMinutes(2));
            Assert.NotNull(store.Find("key0"));
            _clock.Advance(TimeSpan.FromMinutes(2));
        }

        var kept = Enumerable.Range(0, 5 * fits).Where(number => store.Find("key" + number) is not null).ToList();
        Assert.Equal([0, .. Enumerable.Range((4 * fits) + 1, fits - 1)], kept);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void An_answer_that_would_push_out_many_others_is_not_kept_and_a_newer_one_replaces_the_older(bool onDisk)
    {
        using var store = Open(onDisk);
        store.Keep("large", Answer(new string('x', (int)MaxBytes / 10)));
        Assert.Null(store.Find("large"));
        for (var number = 0; number < 200; number++)
        {
            store.Keep("key", Answer("answer " + number));
        }

        store.Keep("other", Answer("stays"));
        Assert.Equal("answer 199", store.Find("key")!.Content);
        Assert.Equal("stays", store.Find("other")!.Content);
    }

    [Fact]
    public void Answers_outlive_their_process_and_a_damaged_file_costs_them_and_one_warning()
    {
        using (var store = Open(onDisk: true))
        {
            store.Keep("key", Answer("kept"));
        }

        using (var store = Open(onDisk: true))
        {
            Assert.Equal("kept", store.Find("key")!.Content);
            Assert.Null(store.TakeWarning());
        }

        File.WriteAllText(FilePath, new string('x', 9000));
        using (var store = Open(onDisk: true))
        {
            Assert.Null(store.Find("key"));
            Assert.Contains("The kept answers are lost", store.TakeWarning(), StringComparison.Ordinal);
            Assert.Null(store.TakeWarning());
            store.Keep("key", Answer("again"));
            Assert.Equal("again", store.Find("key")!.Content);
        }
    }

    [Fact]
    public void A_file_that_cannot_be_used_costs_one_warning_and_no_call()
    {
        Directory.CreateDirectory(FilePath);
        using var store = Open(onDisk: true);
        store.Keep("key", Answer("lost"));
        Assert.Null(store.Find("key"));
        Assert.Contains("Answers are neither reused nor kept", store.TakeWarning(), StringComparison.Ordinal);
        Assert.Null(store.TakeWarning());
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_can_read_the_answers()
    {
        using var store = Open(onDisk: true);
        store.Keep("key", Answer("private"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void Damaged_bytes_are_no_answer()
    {
        var bytes = KeptAnswerFormat.Write(Answer("kept"));
        var random = new Random(20);
        for (var round = 0; round < 2000; round++)
        {
            var damaged = bytes.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            _ = KeptAnswerFormat.Read(damaged[..random.Next(1, damaged.Length + 1)]);
        }

        Assert.Null(KeptAnswerFormat.Read(bytes[..^1]));
        Assert.Null(KeptAnswerFormat.Read("{}"u8.ToArray()));
    }

    [Fact]
    public void An_answer_from_the_future_is_of_a_clock_that_was_wrong()
    {
        var answer = Answer("kept");
        Assert.True(CacheRules.IsFresh(answer, TimeSpan.FromHours(1), answer.At));
        Assert.True(CacheRules.IsFresh(answer, TimeSpan.FromHours(1), answer.At.AddHours(1)));
        Assert.False(CacheRules.IsFresh(answer, TimeSpan.FromHours(1), answer.At.AddHours(1).AddTicks(1)));
        Assert.False(CacheRules.IsFresh(answer, TimeSpan.FromHours(1), answer.At.AddTicks(-1)));
    }

    public void Dispose() => _home.Dispose();

    private string FilePath => Path.Combine(_home.Folder, "cache.db");

    private AnswerCache Open(bool onDisk) => new(onDisk ? new SqliteAnswerStore(FilePath, MaxBytes, _clock) : new MemoryAnswerStore(MaxBytes), MaxBytes, new Dictionary<string, ModelOptions>(), new StoreNotices());

    private KeptAnswer Answer(string content) => new()
    {
        At = _clock.GetUtcNow(),
        Provider = "one",
        Model = "alpha",
        ModelSent = "alpha",
        Content = content,
        Message = ChatMessage.Assistant(content),
        Created = _clock.GetUtcNow(),
        Usage = new ChatUsage { PromptTokens = 10, CompletionTokens = 5 },
    };
}
