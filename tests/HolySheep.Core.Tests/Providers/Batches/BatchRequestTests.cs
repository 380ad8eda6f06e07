using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Batches;

/// <summary>What is sent to batch APIs.</summary>
public sealed class BatchRequestTests
{
    private static readonly string[] Odd =
    [
        "two\nlines\r\nand\ttab", "separators \u2028 and \u2029 and \u0085", "quotes \" and \\ and '", "sheep 🐑 日本 \0 \u0001 \u007f \uFEFF", "half \ud800", "{\"custom_id\":\"x\"}", "--holysheep-batch-7c1f0d52--",
    ];

    [Theory, BatchApiData]
    public async Task Odd_characters_reach_the_model_as_in_a_call(string api)
    {
        await using var stage = new BatchStage(api);
        var (_, answers) = await stage.RunAsync(stage.Order("odd", Odd));
        Assert.Equal(Odd.Length, answers.Count);
        Assert.Equal(Odd.Select(text => text.Replace("\ud800", "\uFFFD")), stage.Script.All.Single().Rows.Select(row => row.Request.LastUserMessage));
    }

    [Theory, BatchApiData]
    public async Task A_request_is_one_line_of_any_reader_and_begins_without_a_mark(string api)
    {
        await using var stage = new BatchStage(api);
        using var output = new MemoryStream();
        var call = stage.Asks(string.Concat(Odd));
        call = call with { Request = call.Request with { ExtraBody = new Dictionary<string, string> { ["metadata"] = "{\r\n \"a\" :\n \"\u2028\u0085b\"\n}" } } };
        stage.Api.WriteRequest(output, "one", call);
        var line = Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal('{', line[0]);
        Assert.DoesNotContain(line, character => character is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085');
        Assert.Contains("\\u2028\\u0085b", line);
        Assert.Contains("\u2028\u0085b", JsonDocument.Parse(line).RootElement.EnumerateObject().Last().Value.GetProperty("metadata").GetProperty("a").GetString());
    }

    [Theory, BatchApiData]
    public async Task No_request_of_a_batch_is_streamed(string api)
    {
        await using var stage = new BatchStage(api);
        using var output = new MemoryStream();
        stage.Api.WriteRequest(output, "one", stage.Asks("hello") with { Streamed = true, Visible = true });
        var line = JsonDocument.Parse(output.ToArray()).RootElement.GetRawText();
        Assert.DoesNotContain("\"stream\":true", line);
        Assert.DoesNotContain("stream_options", line);
    }

    [Theory, BatchApiData]
    public async Task The_key_goes_in_the_headers_of_every_request(string api)
    {
        await using var stage = new BatchStage(api);
        await stage.RunAsync(stage.Order("keys", 2));
        Assert.All(stage.Provider.Requests, request => Assert.Contains(BatchStage.Key, string.Concat(request.Headers.Values)));
        Assert.All(stage.Provider.Requests, request => Assert.DoesNotContain(BatchStage.Key, request.Path + request.Body));
    }

    [Theory, BatchApiData]
    public async Task A_server_without_a_batch_api_says_so_and_nothing_happened(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Script.Offered = false;
        var order = stage.Order("none", 2);
        var reply = await stage.Api.UploadAsync(order, stage.Secret, default) is { Failure: { } failure } upload
            ? (failure, upload.MayHaveHappened)
            : await stage.Api.SubmitAsync(order, null, stage.Secret, default) is { Failure: { } refused } submit ? (refused, submit.MayHaveHappened) : default;
        Assert.Equal((FailureSignal.WrongApi, OutcomeKind.Unfit, false), (reply.Item1.Signal, reply.Item1.Kind, reply.MayHaveHappened));
        Assert.Contains($"no batch API at {stage.Provider.Root}/", reply.Item1.Message);
    }

    [Theory, BatchApiData]
    public async Task A_file_that_is_gone_is_a_failure_without_a_request(string api)
    {
        await using var stage = new BatchStage(api);
        var order = stage.Order("gone", 2);
        File.Delete(order.Path);
        var upload = await stage.Api.UploadAsync(order, stage.Secret, default);
        var failure = upload.Failure ?? (await stage.Api.SubmitAsync(order, upload.Value, stage.Secret, default)).Failure;
        Assert.Equal(FailureSignal.InvalidRequest, failure!.Signal);
        Assert.Contains(order.Path, failure.Message);
        Assert.Empty(stage.Provider.Requests);
    }

    [Theory, BatchApiData]
    public async Task A_server_that_is_not_there_took_nothing(string api)
    {
        await using var stage = new BatchStage(api);
        var order = stage.Order("down", 2);
        await stage.Provider.DisposeAsync();
        var upload = await stage.Api.UploadAsync(order, stage.Secret, default);
        var (failure, may) = upload.Failure is { } refused ? (refused, upload.MayHaveHappened)
            : await stage.Api.SubmitAsync(order, null, stage.Secret, default) is { Failure: { } other } submit ? (other, submit.MayHaveHappened) : default;
        Assert.Equal((FailureSignal.ConnectionFailed, false), (failure.Signal, may));
    }

    [Fact]
    public async Task An_upload_is_not_continued_at_another_server()
    {
        await using var stage = new BatchStage("gemini");
        await using var other = new ScriptedProvider("two");
        stage.Provider.Handle(_ => Reply.Json(200, "").WithHeader("X-Goog-Upload-URL", other.Root + "/upload/v1beta/files?upload_id=1"));
        var upload = await stage.Api.UploadAsync(stage.Order("elsewhere", 2), stage.Secret, default);
        Assert.Equal(FailureSignal.NotACompletion, upload.Failure!.Signal);
        Assert.Empty(other.Requests);
    }
}
