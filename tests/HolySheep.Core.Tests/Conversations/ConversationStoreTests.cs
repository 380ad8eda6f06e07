using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Conversations;

public sealed class ConversationStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private readonly TempHome _home = new();
    private readonly FakeTimeProvider _clock = new(Noon);

    public void Dispose() => _home.Dispose();

    private ConversationStore Store => ConversationStore.Open(_home.Environment, _clock);

    [Fact]
    public void The_first_turn_creates_a_conversation_and_later_ones_are_added_to_it()
    {
        Store.Append("Night shift", Turns.Of("Why did\n  the backup fail?", "No space.", 0.25m));
        _clock.Advance(TimeSpan.FromHours(1));
        Store.Append("night SHIFT", Turns.Of("And now?", "Free some.", 0.5m) with { Model = "beta" });

        var stored = Store.Get("night shift");
        Assert.Equal(("Night shift", "Why did the backup fail?", "beta", 0.75m, 2), (stored.Name, stored.Title, stored.Model, stored.Cost, stored.Turns));
        Assert.Equal((Noon, Noon.AddHours(1)), (stored.Created, stored.Updated));
        Assert.Equal(["user", "assistant", "user", "assistant"], stored.Messages.Select(message => message.Role));
        Assert.Equal("Free some.", stored.Messages[3].Content);
    }

    [Fact]
    public void The_cost_is_unknown_once_the_cost_of_a_turn_is()
    {
        Store.Append("a", Turns.Of("1"));
        Store.Append("a", Turns.Of("2", cost: null));
        Store.Append("a", Turns.Of("3"));

        Assert.Null(Store.Get("a").Cost);
    }

    [Fact]
    public void A_system_instruction_stands_first_and_a_later_one_takes_its_place()
    {
        Store.Append("a", Turns.Of("1", system: "Be brief."));
        Store.Append("a", Turns.Of("2"));
        Assert.Equal("Be brief.", Store.Get("a").Messages[0].Content);

        Store.Append("a", Turns.Of("3", system: "Be long."));
        Assert.Equal(["Be long."], Store.Get("a").Messages.Where(message => message.Role == "system").Select(message => message.Content));
        Assert.Equal(3, Store.Get("a").Turns);
    }

    [Fact]
    public void Every_part_of_a_message_is_kept()
    {
        ChatMessage[] messages =
        [
            new("user", [new ChatText("Look."), new ChatAttachment("p.png", "image/png", new byte[] { 1, 2, 255 })]),
            new("assistant", [new ChatReasoning("hm") { ProviderData = new ProviderData("one", "alpha", "c2lnbmVk") }, new ChatToolCall("c1", "Get-Service", "{\"Name\":\"w*\"}")]),
            ChatMessage.Tool(new ChatToolResult("c1", "none") { IsError = true }),
            ChatMessage.Assistant("No service. \u2028 𝄞"),
        ];
        Store.Append("a", new ConversationTurn { Messages = messages, Model = "alpha", Cost = 0 });

        var stored = Store.Get("a").Messages;
        Assert.Equal(messages.SelectMany(message => message.Parts), stored.SelectMany(message => message.Parts));
        Assert.Equal(1, Store.Get("a").Turns);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Files_and_folder_are_readable_by_their_owner_only()
    {
        Store.Append("a", Turns.Of("1"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Store.Folder));
        foreach (var file in Directory.GetFiles(Store.Folder))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "schema": "1" }""")]
    [InlineData("""{ "schema": 0, "name": "bad" }""")]
    [InlineData("""{ "schema": 1, "name": "bad", "title": "", "model": "m", "cost_usd": 0, "created": "yesterday", "updated": "2026-11-29T12:00:00.0000000Z", "conversation": [] }""")]
    [InlineData("""{ "schema": 1, "name": "bad", "title": "", "model": "m", "cost_usd": 0, "created": "2026-11-29T12:00:00.0000000Z", "updated": "2026-11-29T12:00:00.0000000Z", "conversation": [{}] }""")]
    public void A_damaged_file_is_an_error_that_names_it_and_the_list_still_has_the_others(string text)
    {
        Store.Append("good", Turns.Of("1"));
        var path = _home.WriteFile("conversations/bad.json", text);

        var fault = Assert.Throws<HolySheepException>(() => Store.Get("BAD"));
        Assert.Equal(ErrorCode.ConversationUnusable, fault.Code);
        Assert.Contains(path, fault.Message);
        Assert.NotNull(fault.Hint);
        Assert.Equal(ErrorCode.ConversationUnusable, Assert.Throws<HolySheepException>(() => Store.Append("bad", Turns.Of("1"))).Code);
        Assert.Equal(text, File.ReadAllText(path));
        var listing = Store.List();
        Assert.Equal("good", Assert.Single(listing.Conversations).Name);
        Assert.StartsWith(path + ": ", Assert.Single(listing.Faults).Message, StringComparison.Ordinal);

        Store.Remove("bad");
        Assert.Empty(Store.List().Faults);
    }

    [Fact]
    public void A_file_that_is_not_text_is_damaged()
    {
        Store.Append("a", Turns.Of("1"));
        File.WriteAllBytes(Store.PathOf("a"), [0xFF, 0xFE, 0x00, 0xC3]);

        Assert.Equal(ErrorCode.ConversationUnusable, Assert.Throws<HolySheepException>(() => Store.Get("a")).Code);
    }

    [UnixFact]
    public void A_folder_or_a_pipe_in_the_place_of_a_file_neither_hangs_nor_hides_the_others()
    {
        Store.Append("good", Turns.Of("1"));
        Directory.CreateDirectory(Path.Combine(Store.Folder, "folder.json"));
        System.Diagnostics.Process.Start("mkfifo", Path.Combine(Store.Folder, "pipe.json")).WaitForExit();

        Assert.Single(Store.List().Conversations);
        Assert.Contains("a pipe", Assert.Throws<HolySheepException>(() => Store.Get("pipe")).Message);
        Assert.Contains("a folder", Assert.Throws<HolySheepException>(() => Store.Append("folder", Turns.Of("1"))).Message);
    }

    [Fact]
    public void A_file_of_a_later_version_is_refused_and_kept()
    {
        var path = _home.WriteFile("conversations/later.json", """{ "schema": 2, "turns": [] }""");

        Assert.Contains("later version", Assert.Throws<HolySheepException>(() => Store.Get("later")).Message);
        Assert.Throws<HolySheepException>(() => Store.Append("later", Turns.Of("1")));
        Assert.Equal("""{ "schema": 2, "turns": [] }""", File.ReadAllText(path));
    }

    [Fact]
    public void The_last_conversation_is_the_one_that_was_saved_last_and_a_damaged_one_is_not_passed_over()
    {
        Assert.Equal(ErrorCode.ConversationUnknown, Assert.Throws<HolySheepException>(() => Store.Last()).Code);
        Store.Append("a", Turns.Of("1"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Store.Append("b", Turns.Of("1"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Store.Append("a", Turns.Of("2"));
        File.SetLastWriteTimeUtc(Store.PathOf("b"), File.GetLastWriteTimeUtc(Store.PathOf("a")).AddSeconds(-1));
        Assert.Equal("a", Store.Last().Name);

        var bad = _home.WriteFile("conversations/c.json", "{");
        File.SetLastWriteTimeUtc(bad, File.GetLastWriteTimeUtc(Store.PathOf("a")).AddSeconds(1));
        Assert.Contains(bad, Assert.Throws<HolySheepException>(() => Store.Last()).Message);
    }

    [Fact]
    public void A_file_that_was_renamed_is_the_conversation_of_its_new_name()
    {
        Store.Append("old", Turns.Of("1"));
        File.Move(Store.PathOf("old"), Store.PathOf("new"));

        Assert.Equal("new", Store.Get("new").Name);
        Assert.Null(Store.Find("old"));
    }

    [Fact]
    public void An_unknown_name_is_an_error_with_the_nearest_one()
    {
        Store.Append("incident", Turns.Of("1"));

        var fault = Assert.Throws<HolySheepException>(() => Store.Get("incidnet"));
        Assert.Equal((ErrorCode.ConversationUnknown, ExitCode.BadUsage), (fault.Code, ExitCode.Of(fault.Code)));
        Assert.Contains("did you mean 'incident'?", fault.Message);
        Assert.Equal(ErrorCode.ConversationUnknown, Assert.Throws<HolySheepException>(() => Store.Remove("incidnet")).Code);
    }

    [Fact]
    public void A_preview_removes_nothing()
    {
        Store.Append("a", Turns.Of("1"));

        Assert.Equal(Store.Remove("a", preview: true), Store.Remove("A").Replace("'A'", "'a'", StringComparison.Ordinal));
        Assert.Null(Store.Find("a"));
        Assert.Empty(Store.List().Conversations);
    }

    [Fact]
    public void Without_a_folder_of_the_state_there_is_no_store()
    {
        _home.Set("HOLYSHEEP_STATE", "memory");

        Assert.Equal(ErrorCode.ConversationUnusable, Assert.Throws<HolySheepException>(() => Store).Code);
    }

    [Fact]
    public async Task Turns_that_many_writers_save_at_once_are_all_kept()
    {
        var store = new ConversationStore(_home.Folder);
        using var start = new Barrier(4);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            for (var turn = 0; turn < 25; turn++)
            {
                store.Append("shared", Turns.Of($"{writer}.{turn}"));
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal(100, store.Get("shared").Messages.Where(message => message.Role == "user").Select(message => message.Content).Distinct().Count());
    }

    [Fact]
    public async Task A_writer_that_holds_the_lock_for_long_is_an_error_that_names_the_lock()
    {
        Store.Append("a", Turns.Of("1"));
        using var held = ConfigurationLock.Take(Path.Combine(Store.Folder, "all"), _clock);
        var waiting = Task.Run(() => Store.Append("a", Turns.Of("2")), CancellationToken.None);
        while (!waiting.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var fault = await Assert.ThrowsAsync<HolySheepException>(() => waiting);
        Assert.Equal(ErrorCode.ConversationUnusable, fault.Code);
        Assert.Contains("all.lock", fault.Hint);
    }

    [Fact]
    public void No_key_gets_into_a_file_in_any_part_of_a_message()
    {
        const string Key = "sk-conv-4f1b9a7e6d5c4b3a29181706";
        HolySheepClient.Hide(new Secret(Key));
        ChatMessage[] messages =
        [
            new("user", [new ChatText($"My key is {Key}."), new ChatAttachment("env.txt", "text/plain", System.Text.Encoding.UTF8.GetBytes($"KEY={Key}")), new ChatAttachment("p", "image/png", new Uri($"https://example.com/?k={Key}"))]),
            new("assistant", [new ChatReasoning(Key) { ProviderData = new ProviderData("one", "alpha", Key) }, new ChatToolCall("c1", "Find", $"{{\"k\":\"{Key}\"}}")]),
            ChatMessage.Tool("c1", Key),
            new("assistant", [new ChatText(Key), new ChatCitation($"https://example.com/{Key}", Key) { Quote = Key }]),
        ];
        Store.Append("a", new ConversationTurn { System = Key, Messages = messages, Model = "alpha", Cost = 0 });

        var text = File.ReadAllText(Store.PathOf("a"));
        Assert.DoesNotContain(Key, text);
        Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Key))[..20], text);
        Assert.Equal("KEY=***", System.Text.Encoding.UTF8.GetString(Store.Get("a").Messages[1].Attachments[0].Data.Span));
    }

    [Theory]
    [InlineData("Hello", "Hello")]
    [InlineData("  two\r\n\twords \u0007", "two words")]
    [InlineData("one two three four five six seven eight nine ten eleven twelve thirteen fourteen", "one two three four five six seven eight nine ten eleven …")]
    public void The_title_is_the_first_words_of_the_first_prompt(string prompt, string title)
    {
        Store.Append("a", Turns.Of(prompt));

        Assert.Equal(title, Store.Get("a").Title);
    }

    [Fact]
    public void A_long_first_word_is_cut_between_characters_and_a_file_gives_its_name()
    {
        Store.Append("a", Turns.Of(new string('x', 59) + "𝄞" + new string('y', 90)));
        Store.Append("b", new ConversationTurn { Messages = [new("user", [new ChatAttachment("plan.pdf", "application/pdf", new byte[] { 1 })]), ChatMessage.Assistant("ok")], Model = "alpha" });

        Assert.Equal(new string('x', 59) + "…", Store.Get("a").Title);
        Assert.Equal("plan.pdf", Store.Get("b").Title);
    }
}
