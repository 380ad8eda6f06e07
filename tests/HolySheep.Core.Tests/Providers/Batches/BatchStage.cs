using HolySheep.Batches;
using Xunit;
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Planning;
using HolySheep.TestKit;
using HolySheep.TestKit.Batches;
using HolySheep.Transport;

namespace HolySheep.Providers.Batches;

/// <summary>A batch API between a test and a scripted provider.</summary>
internal sealed class BatchStage : IAsyncDisposable
{
    public const string Key = "sk-key-of-the-batches";
    private const string Model = "alpha";
    private readonly TempFolder _folder = new("batches");
    private readonly HttpSender _sender = new(new SocketsHttpHandler());

    public BatchStage(string name, TimeProvider? clock = null, Func<ProviderOptions, ProviderOptions>? change = null)
    {
        Name = name;
        var options = Options(name, Provider.Root);
        options = change?.Invoke(options) ?? options;
        Chat = new WireProvider(Wires.Of(options), options, _sender, clock ?? TimeProvider.System);
        Target = new RouteCandidate { Provider = "one", Model = Model, ChainIndex = 0, ChainModel = Model, QuotaGroup = "one", Responses = name == "openai-responses" };
        Call = new ProviderCall { Candidate = Target, Request = new ChatRequest { Model = Model, Messages = [] }, Stall = TimeSpan.FromSeconds(30), Key = new Secret(Key) };
    }

    /// <summary>Every batch API.</summary>
    public static IReadOnlyList<string> Names { get; } = ["openai", "openai-responses", "azure", "azure-deployments", "mistral", "anthropic", "gemini"];

    public string Name { get; }

    public ScriptedProvider Provider { get; } = new("one");

    public ScriptedBatches Script => Provider.Batches;

    public WireProvider Chat { get; }

    public RouteCandidate Target { get; }

    public ProviderCall Call { get; }

    public IBatchApi Api => Chat.Batches!;

    public Secret Secret { get; } = new(Key);

    public static ProviderOptions Options(string name, string root) => name switch
    {
        "openai" => new ProviderOptions { Name = "one", Kind = ProviderKind.OpenAI, BaseUrl = new Uri(root + "/v1") },
        "openai-responses" => new ProviderOptions { Name = "one", Kind = ProviderKind.OpenAIResponses, BaseUrl = new Uri(root + "/v1") },
        "azure" => new ProviderOptions { Name = "one", Kind = ProviderKind.Azure, BaseUrl = new Uri(root + "/openai/v1") },
        "azure-deployments" => new ProviderOptions { Name = "one", Kind = ProviderKind.Azure, BaseUrl = new Uri(root + "/openai/deployments?api-version=2024-10-21") },
        "mistral" => new ProviderOptions { Name = "one", Kind = ProviderKind.OpenAI, Preset = "mistral", BaseUrl = new Uri(root + "/v1") },
        "anthropic" => new ProviderOptions { Name = "one", Kind = ProviderKind.Anthropic, BaseUrl = new Uri(root + "/v1") },
        "gemini" => new ProviderOptions { Name = "one", Kind = ProviderKind.Gemini, BaseUrl = new Uri(root + "/v1beta") },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    public ProviderCall Asks(string prompt) => Call with { Request = Call.Request with { Messages = [ChatMessage.User(prompt)] } };

    /// <summary>Writes the file of an order; the ids of its requests are its name and their 0-based numbers.</summary>
    public BatchOrder Order(string name, params string[] prompts)
    {
        var path = Path.Combine(_folder.Path, name + ".jsonl");
        using (var file = File.Create(path))
        {
            for (var number = 0; number < prompts.Length; number++)
            {
                Api.WriteRequest(file, $"{name}-{number}", Asks(prompts[number]));
                file.WriteByte((byte)'\n');
            }
        }

        return new BatchOrder(name, Target, path, prompts.Length);
    }

    /// <summary>Writes an order of so many prompts: <c>question N</c>.</summary>
    public BatchOrder Order(string name, int count) => Order(name, [.. Enumerable.Range(0, count).Select(number => $"question {number}")]);

    public async Task<BatchStanding> SubmitAsync(BatchOrder order)
    {
        var file = await Api.UploadAsync(order, Secret, default);
        Assert.Null(file.Failure);
        var submitted = await Api.SubmitAsync(order, file.Value, Secret, default);
        Assert.Null(submitted.Failure);
        return submitted.Value!;
    }

    /// <summary>Hands over a batch that is refused whole, at once or at its end.</summary>
    public async Task<Failure> RefuseAsync(BatchOrder order)
    {
        var file = await Api.UploadAsync(order, Secret, default);
        var submitted = await Api.SubmitAsync(order, file.Value, Secret, default);
        if (submitted.Failure is { } atOnce)
        {
            Assert.False(submitted.MayHaveHappened);
            return atOnce;
        }

        var refused = await EndAsync(order, submitted.Value!.Id);
        Assert.Equal(BatchState.Refused, refused.State);
        return refused.Refusal!;
    }

    /// <summary>Polls until the batch ends or is refused.</summary>
    public async Task<BatchStanding> EndAsync(BatchOrder order, string id)
    {
        for (var poll = 0; poll < 20; poll++)
        {
            var reply = await Api.PollAsync(order, id, Secret, default);
            Assert.Null(reply.Failure);
            if (reply.Value!.State is BatchState.Ended or BatchState.Refused)
            {
                return reply.Value;
            }
        }

        throw new InvalidOperationException("The batch does not end.");
    }

    public async Task<(List<BatchAnswer> Answers, BatchReply<BatchLines> Reply)> ReadAsync(BatchOrder order, BatchStanding ended, CancellationToken cancellationToken = default)
    {
        var answers = new List<BatchAnswer>();
        var reply = await Api.ReadAsync(
            order,
            ended,
            Call,
            answer =>
            {
                answers.Add(answer);
                return Task.CompletedTask;
            },
            Secret,
            cancellationToken);
        return (answers, reply);
    }

    /// <summary>Runs an order to its end and reads it.</summary>
    public async Task<(BatchStanding Ended, List<BatchAnswer> Answers)> RunAsync(BatchOrder order)
    {
        var ended = await EndAsync(order, (await SubmitAsync(order)).Id);
        var (answers, reply) = await ReadAsync(order, ended);
        Assert.Null(reply.Failure);
        return (ended, answers);
    }

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        _folder.Dispose();
        await Provider.DisposeAsync();
    }
}
