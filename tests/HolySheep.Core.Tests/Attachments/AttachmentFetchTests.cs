using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Attachments;

/// <summary>Attachments by their address, from a real server.</summary>
public sealed class AttachmentFetchTests
{
    private const string Gif = "GIF89a and the rest";

    [Theory]
    [InlineData("/photo.png", "text/html", Gif, "image/gif", "photo.png")]
    [InlineData("/report?id=7", "application/octet-stream", "%PDF-1.7 and the rest", "application/pdf", "report")]
    [InlineData("/a%20b.txt", "image/png", "xin chào", "text/plain", "a b.txt")]
    [InlineData("/", "text/plain", "a page", "text/plain", "127.0.0.1")]
    public async Task The_kind_is_what_the_bytes_say(string path, string contentType, string body, string mediaType, string name)
    {
        await using var stage = At(_ => Reply.Raw(200, contentType, body));
        var attachment = await ReadAsync(stage, stage.Two.Root + path);

        Assert.Equal((name, mediaType, body), (attachment.Name, attachment.MediaType, Encoding.UTF8.GetString(attachment.Data.Span)));
        Assert.Equal(path, Assert.Single(stage.Two.Requests).Path);
    }

    [Fact]
    public async Task Nothing_of_ours_goes_to_the_server_but_the_name_of_the_product()
    {
        await using var stage = At(_ => Reply.Raw(200, "image/gif", Gif));
        await ReadAsync(stage, stage.Two.Root + "/a.gif");

        var headers = Assert.Single(stage.Two.Requests).Headers.Keys.Select(name => name.ToLowerInvariant());
        Assert.Empty(headers.Except(["host", "user-agent", "accept-encoding", "traceparent"]));
    }

    [Fact]
    public async Task An_address_goes_with_the_prompt_as_its_bytes()
    {
        await using var stage = At(_ => Reply.Raw(200, "image/gif", Gif));
        var request = await stage.Client.Attachments.AddAsync(Stage.Question("What is it?"), [stage.Two.Root + "/a.gif"]);
        await stage.Client.ChatAsync(request);

        Assert.Contains("data:image/gif;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(Gif)), stage.One.Requests.Single().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("FTP://example.com/a.png")]
    [InlineData("gopher://127.0.0.1/")]
    [InlineData("http://")]
    [InlineData("https://user:secret-word@example.com/a.png")]
    public async Task Other_schemes_and_user_names_are_refused(string address)
    {
        await using var stage = At(_ => null);
        var fault = await Assert.ThrowsAsync<HolySheepException>(() => ReadAsync(stage, address));

        Assert.Equal(ErrorCode.ArgumentInvalid, fault.Code);
        Assert.DoesNotContain("secret-word", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::ffff:169.254.169.254]/latest/")]
    [InlineData("http://[fe80::1]/a.png")]
    [InlineData("http://0.0.0.0/a.png")]
    public async Task Metadata_services_are_never_asked(string address)
    {
        await using var stage = At(_ => null);
        Assert.Contains("is not fetched", (await Assert.ThrowsAsync<HolySheepException>(() => ReadAsync(stage, address))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_are_followed_at_the_same_host_and_have_an_end()
    {
        await using var stage = At(request => request.Path == "/end" ? Reply.Raw(200, "image/gif", Gif) : Reply.Redirect(request.Path == "/loop" ? "/loop" : "/end", 307));
        Assert.Equal("image/gif", (await ReadAsync(stage, stage.Two.Root + "/begin")).MediaType);
        var fault = await Assert.ThrowsAsync<HolySheepException>(() => ReadAsync(stage, stage.Two.Root + "/loop"));

        Assert.Contains("more than 5 times", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2 + 6, stage.Two.CallCount);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/", "link-local")]
    [InlineData("http://127.0.0.1:1/", "private network")]
    [InlineData("http://[::1]:1/", "private network")]
    [InlineData("file:///etc/passwd", "from http to file")]
    public async Task A_redirect_does_not_lead_into_a_private_network(string location, string reason)
    {
        await using var stage = At(_ => Reply.Redirect(location));
        var fault = await Assert.ThrowsAsync<HolySheepException>(() => ReadAsync(stage, $"http://localhost:{stage.Two.Port}/a"));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_does_not_lead_from_https_to_http()
    {
        await using var secure = new ScriptedProvider(tls: true);
        await using var open = new ScriptedProvider();
        secure.Handle(_ => Reply.Redirect(open.Root + "/a.gif"));
        using var fetch = new AttachmentFetch(new NetworkOptions { CaFile = secure.CaFile }, TimeSpan.FromSeconds(30), TimeProvider.System);
        var fault = await Assert.ThrowsAsync<HolySheepException>(() => fetch.ReadAsync(new Uri(secure.Root + "/a.gif"), mayBePrivate: true, CancellationToken.None));

        Assert.Contains("from https to http", fault.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), (secure.CallCount, open.CallCount));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(204)]
    public async Task Another_status_than_200_is_an_error_that_shows_no_query(int status)
    {
        await using var stage = At(_ => Reply.Status(status, "no such page"));
        var fault = await Assert.ThrowsAsync<HolySheepException>(() => ReadAsync(stage, stage.Two.Root + "/a.png?sig=secret-word"));

        Assert.Equal($"The attachment {stage.Two.Root}/a.png cannot be fetched: the server answered {status}.", fault.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_too_large_is_refused_also_when_it_is_packed(bool packed)
    {
        var body = Reply.Raw(200, "text/plain", new string('a', AttachmentKind.MostBytes + 1));
        await using var stage = At(_ => packed ? body.Gzip() : body);

        Assert.Contains("has more than 20 MB", (await Assert.ThrowsAsync<HolySheepException>(() => ReadAsync(stage, stage.Two.Root + "/a.txt"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_nothing_that_a_model_reads_are_refused_and_an_end_that_does_not_come_is_one()
    {
        await using var stage = At(request => request.Path == "/silent" ? Reply.Silent() : Reply.Raw(200, "image/png", "a\0b"));
        Assert.Contains("is not a picture", (await Assert.ThrowsAsync<HolySheepException>(() => ReadAsync(stage, stage.Two.Root + "/a.png"))).Message, StringComparison.Ordinal);

        var clock = new AutoAdvanceTimeProvider();
        await using var still = new Stage(["one/alpha"], []) { Clock = clock };
        var read = ReadAsync(still, stage.Two.Root + "/silent");
        await stage.Two.WaitForCallAsync(2);
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains("did not arrive within 30 s", (await Assert.ThrowsAsync<HolySheepException>(() => read)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_and_the_sandbox_fetch_nothing()
    {
        await using var stage = At(_ => Reply.Raw(200, "image/gif", Gif));
        var request = AttachmentReader.AddUnfetched(Stage.Question(), [stage.Two.Root + "/a.png"]);

        Assert.True(Assert.Single(request.Messages[0].Attachments).IsImage);
        stage.Client.PlanRoute(request);
        using var sandbox = new HolySheepClient(stage.Options with { Sandbox = HolySheep.Providers.Sandbox.SandboxScript.None });
        await sandbox.ChatAsync(await sandbox.Attachments.AddAsync(Stage.Question() with { Model = "gpt-4.1" }, [stage.Two.Root + "/a.png"]));
        Assert.Equal(0, stage.Two.CallCount);
    }

    private static Stage At(Func<RecordedRequest, Reply?> handler)
    {
        var stage = new Stage(["one/alpha"], []) { Clock = TimeProvider.System };
        stage.Two.Handle(handler);
        return stage;
    }

    private static async Task<Chat.Parts.ChatAttachment> ReadAsync(Stage stage, string address) =>
        Assert.Single((await stage.Client.Attachments.AddAsync(Stage.Question(), [address], CancellationToken.None)).Messages[0].Attachments);
}
