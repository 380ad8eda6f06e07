using System;
using System.ClientModel;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Anthropic;
using Anthropic.Models.Messages;
using Anthropic.Models.Messages.Batches;
using HolySheep.TestKit.Batches;
using OpenAI;
using OpenAI.Batch;
using OpenAI.Files;
using Xunit;

// The vendor calls its client of batches an evaluation; the format is not.
#pragma warning disable OPENAI001
namespace HolySheep.Providers.Batches;

/// <summary>The vendors' own packages read what our scripted batch APIs write, so that our idea of them is checked by the vendors'.</summary>
public sealed class OfficialBatchTests
{
    private static readonly BatchFate Fate = new() { Fails = place => place == 1, Expires = true, AnsweredBeforeStop = 3 };

    [Fact]
    public async Task OpenAIs_package_runs_a_batch()
    {
        await using var stage = new BatchStage("openai");
        stage.Script.Next(Fate);
        var credential = new ApiKeyCredential("key");
        var files = new OpenAIFileClient(credential, new OpenAIClientOptions { Endpoint = new Uri(stage.Provider.BaseUrl) });
        var batches = new BatchClient(credential, new BatchClientOptions { Endpoint = new Uri(stage.Provider.BaseUrl) });
        var order = stage.Order("official", 4);
        OpenAIFile input = await files.UploadFileAsync(order.Path, FileUploadPurpose.Batch);
        Assert.Equal("official.jsonl", input.Filename);

        var body = BinaryContent.Create(BinaryData.FromString($$"""{"input_file_id":"{{input.Id}}","endpoint":"/v1/chat/completions","completion_window":"24h","metadata":{"holysheep_batch":"official"} }"""));
        var operation = await batches.CreateBatchAsync(body, waitUntilCompleted: false);
        await operation.UpdateStatusAsync();
        await operation.UpdateStatusAsync();
        Assert.True(operation.HasCompleted);
        using var batch = JsonDocument.Parse((await operation.GetBatchAsync(null)).GetRawResponse().Content);
        Assert.Equal("expired", batch.RootElement.GetProperty("status").GetString());
        BinaryData answers = await files.DownloadFileAsync(batch.RootElement.GetProperty("output_file_id").GetString());
        BinaryData errors = await files.DownloadFileAsync(batch.RootElement.GetProperty("error_file_id").GetString());
        Assert.Equal(["official-2", "official-0"], IdsOf(answers));
        Assert.Equal(["official-3", "official-1"], IdsOf(errors));
        Assert.Equal(3, (await files.GetFilesAsync()).Value.Count);
        Assert.True((await files.DeleteFileAsync(input.Id)).Value.Deleted);

        static IEnumerable<string?> IdsOf(BinaryData lines) =>
            lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("custom_id").GetString());
    }

    [Fact]
    public async Task Anthropics_package_runs_a_batch()
    {
        await using var stage = new BatchStage("anthropic");
        stage.Script.Next(Fate);
        using var client = new AnthropicClient { BaseUrl = stage.Provider.Root, ApiKey = "a-key", MaxRetries = 0 };
        var made = await client.Messages.Batches.Create(new BatchCreateParams
        {
            Requests = [.. Enumerable.Range(0, 4).Select(number => new Request
            {
                CustomID = $"official-{number}",
                Params = new Params { Model = "alpha", MaxTokens = 100, Messages = [new UserMessageParam { Content = $"question {number}" }] },
            })],
        });
        made.Validate();
        Assert.Equal(4, made.RequestCounts.Processing);
        await client.Messages.Batches.Retrieve(made.ID);
        var ended = await client.Messages.Batches.Retrieve(made.ID);
        ended.Validate();
        Assert.Equal((2L, 1L, 1L), (ended.RequestCounts.Succeeded, ended.RequestCounts.Errored, ended.RequestCounts.Expired));
        var results = new List<MessageBatchIndividualResponse>();
        await foreach (var result in client.Messages.Batches.ResultsStreaming(made.ID))
        {
            result.Validate();
            results.Add(result);
        }

        Assert.Equal(["official-3", "official-2", "official-1", "official-0"], results.Select(result => result.CustomID));
        await client.Messages.Batches.Delete(made.ID);
        Assert.Equal([made.ID], stage.Script.Deleted);
    }

    [Fact]
    public async Task The_types_of_Anthropics_package_take_what_we_send()
    {
        await using var stage = new BatchStage("anthropic");
        await stage.SubmitAsync(stage.Order("sent", 3));
        var sent = stage.Provider.Requests.Single().Json!.Value.GetProperty("requests").EnumerateArray().Select(request => request.Deserialize<Request>()!).ToList();
        Assert.All(sent, request => request.Validate());
        Assert.Equal(["sent-0", "sent-1", "sent-2"], sent.Select(request => request.CustomID));
    }
}
