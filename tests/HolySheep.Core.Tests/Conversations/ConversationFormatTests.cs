using System;
using System.IO;
using System.Linq;
using HolySheep.Chat.Parts;
using HolySheep.Damage;
using HolySheep.Errors;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Conversations;

public sealed class ConversationFormatTests
{
    // As version 1 of the format writes it. Every later version reads this text.
    private const string First = """
        {
          "schema": 1,
          "name": "Incident 4711",
          "title": "Which services failed?",
          "model": "gpt-4.1",
          "cost_usd": 0.0125,
          "created": "2026-11-29T12:00:00.0000000Z",
          "updated": "2026-11-29T13:30:00.1234567Z",
          "conversation": [{"role":"system","content":"Be brief."},{"role":"user","parts":[{"type":"text","text":"Which services failed?"},{"type":"attachment","name":"p.png","media_type":"image/png","data":"AQL/"}]},{"role":"assistant","parts":[{"type":"reasoning","text":"hm","provider_data":{"provider":"one","model":"alpha","data":"c2lnbmVk"}},{"type":"call","id":"c1","name":"Get-Service","arguments":"{\"Name\":\"w*\"}"}]},{"role":"tool","parts":[{"type":"result","call_id":"c1","is_error":true,"parts":[{"type":"text","text":"none"}]}]},{"role":"assistant","parts":[{"type":"text","text":"None. \"é\" \uD834\uDD1E"},{"type":"citation","url":"https://example.com","title":null,"quote":null,"start":0}]}]
        }

        """;

    [Fact]
    public void The_first_version_of_the_format_is_read_and_written_without_a_loss()
    {
        var read = ConversationFormat.Read(First);

        Assert.Equal(("Incident 4711", "Which services failed?", "gpt-4.1", 0.0125m, 1), (read.Name, read.Title, read.Model, read.Cost, read.Turns));
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 13, 30, 0, TimeSpan.Zero).AddTicks(1234567), read.Updated);
        Assert.Equal("c2lnbmVk", read.Messages[2].Parts.OfType<ChatReasoning>().Single().ProviderData!.Data);
        Assert.Equal(First.ReplaceLineEndings("\n"), ConversationFormat.Write(read));
    }

    [Fact]
    public void Whatever_happens_to_a_file_it_is_read_or_an_error_names_it()
    {
        var random = new Random(17);
        using var home = new TempHome();
        var store = new ConversationStore(home.Folder);
        var path = store.PathOf("incident 4711");
        for (var round = 0; round < Endurance.Rounds(2_000); round++)
        {
            home.WriteFile(Path.GetRelativePath(home.Folder, path), First);
            var what = DamagedFile.Damage(path, random);
            var listing = store.List();

            Assert.True(listing.Conversations.Count + listing.Faults.Count == 1 || !File.Exists(path), $"Round {round}, {what}");
            Assert.All(listing.Faults, fault => Assert.Equal((ErrorCode.ConversationUnusable, true), (fault.Code, fault.Message.Contains(path, StringComparison.Ordinal))));
            Assert.True(KnownConversations.Read(home.Environment).Count <= 1, $"Round {round}, {what}");
        }
    }

    [Fact]
    public void Names_for_completion_are_spelled_as_they_were_given_and_carry_their_titles()
    {
        using var home = new TempHome();
        var store = new ConversationStore(home.Folder);
        store.Append("Incident 4711", Turns.Of(new string('x', 5_000)));
        store.Append("Other", Turns.Of("Hello", new string('y', 5_000)));
        home.WriteFile("conversations/bad.json", "{");
        File.SetLastWriteTimeUtc(store.PathOf("Other"), File.GetLastWriteTimeUtc(store.PathOf("Incident 4711")).AddSeconds(1));
        File.SetLastWriteTimeUtc(store.PathOf("bad"), File.GetLastWriteTimeUtc(store.PathOf("Incident 4711")).AddSeconds(-1));

        var known = KnownConversations.Read(home.Environment);

        Assert.Equal(["Other", "Incident 4711", "bad"], known.Select(name => name.Name));
        Assert.Equal(["Hello", new string('x', 60) + "…", ""], known.Select(name => name.Note));
        Assert.Empty(KnownConversations.Read(_ => null));
    }
}
