using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Attachments;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers;

public sealed class AttachmentTests : IDisposable
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 255];
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory, Modes]
    public async Task Attachments_follow_the_text_as_parts_of_the_message(CallMode mode)
    {
        await using var stage = Stage.Alone();
        var message = ChatMessage.User("Describe.").With([.. new[] { File("a.PNG", Picture), File("b.pdf", [37, 80]), File("c.csv", Encoding.UTF8.GetBytes("x,é")) }.Select(AttachmentFile.Read)]);
        await stage.AskAsync(mode, Stage.Question() with { Messages = [message] });
        var content = stage.One.Requests.Single().Json!.Value.GetProperty("messages")[0].GetProperty("content");

        Assert.Equal(
            [
                """{"type":"text","text":"Describe."}""",
                """{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORwABAv8="}}""",
                """{"type":"file","file":{"filename":"b.pdf","file_data":"data:application/pdf;base64,JVA="}}""",
                """{"type":"text","text":"c.csv:\nx,é"}""",
            ],
            content.EnumerateArray().Select(part => part.GetRawText()));
    }

    [Fact]
    public async Task A_conversation_keeps_its_attachments()
    {
        await using var stage = Stage.Alone();
        var first = await stage.Client.ChatAsync(Stage.Question() with { Messages = [ChatMessage.User("One").With([AttachmentFile.Read(File("a.png", Picture))])] });
        await stage.Client.ChatAsync(Stage.Question() with { Messages = [.. first.Conversation, ChatMessage.User("Two")] });
        var messages = stage.One.Requests[1].Json!.Value.GetProperty("messages");

        Assert.Equal([JsonValueKind.Array, JsonValueKind.String, JsonValueKind.String], messages.EnumerateArray().Select(message => message.GetProperty("content").ValueKind));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_text_is_read_by_its_byte_order_mark(string encoding)
    {
        var read = Encoding.GetEncoding(encoding);
        Assert.Equal("xin chào", Encoding.UTF8.GetString(AttachmentFile.Read(File("log.txt", [.. read.GetPreamble(), .. read.GetBytes("xin chào")])).Data.ToArray()));
    }

    [Fact]
    public void A_file_that_no_model_reads_or_that_is_not_there_is_an_error_with_its_path()
    {
        foreach (var path in (string[])[File("a.bin", [0xFF, 0, 1]), File("b.txt", [65, 0, 66]), Path.Combine(_home.Folder, "none.png"), _home.Folder])
        {
            var fault = Assert.Throws<HolySheepException>(() => AttachmentFile.Read(path));
            Assert.Equal(ErrorCode.ArgumentInvalid, fault.Code);
            Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_path_without_a_file_is_reported_with_the_whole_path_and_a_folder_with_one_full_stop()
    {
        var missing = Assert.Throws<HolySheepException>(() => AttachmentFile.Read(Path.Combine(_home.Folder, "no", "such.png")));
        Assert.EndsWith("such.png' does not exist.", missing.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_home.Folder, "no", "such.png"), missing.Hint, StringComparison.Ordinal);

        var folder = Assert.Throws<HolySheepException>(() => AttachmentFile.Read(_home.Folder));
        Assert.Matches(@"' cannot be read: [^.].*[^.]\.$", folder.Message);
    }

    [UnixFact]
    public async Task A_pipe_is_read_to_its_end_and_one_that_no_program_writes_to_is_an_error_as_is_a_device_that_never_ends()
    {
        var pipe = Path.Combine(_home.Folder, "pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync();
        }

        var reading = Task.Run(() => AttachmentFile.Read(pipe));
        await System.IO.File.WriteAllTextAsync(pipe, "hello");

        Assert.Equal("hello", Encoding.UTF8.GetString((await reading).Data.ToArray()));
        Assert.Equal("The attachment '/dev/zero' has more than 20 MB.", Assert.Throws<HolySheepException>(() => AttachmentFile.Read("/dev/zero")).Message);

        var reader = Task.Run(() => AttachmentFile.Read(pipe));
        Assert.EndsWith("cannot be read: no program writes to this pipe.", (await Assert.ThrowsAsync<HolySheepException>(() => reader.WaitAsync(TimeSpan.FromSeconds(60)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true), InlineData(1, false)]
    public void A_file_of_20_MB_is_read_and_a_longer_one_is_an_error(int more, bool isRead)
    {
        var path = File("a.png", [.. Picture, .. new byte[AttachmentKind.MostBytes - Picture.Length + more]]);

        var fault = Record.Exception(() => AttachmentFile.Read(path));

        Assert.Equal(isRead, fault is null);
        Assert.True(isRead || fault!.Message.Contains("has more than 20 MB", StringComparison.Ordinal));
    }

    private string File(string name, byte[] data)
    {
        var path = Path.Combine(_home.Folder, name);
        System.IO.File.WriteAllBytes(path, data);
        return path;
    }
}
