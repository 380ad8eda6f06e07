using System.Collections.Generic;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Voices;

/// <summary>Chat completions at Azure: results of its filters before, between and after the answer, and errors of its own.</summary>
/// <param name="name">The name of the voice: the interface has two forms of addresses.</param>
/// <param name="path">The path of the base URL, with its query.</param>
internal sealed class AzureVoice(string name, string path) : Voice
{
    private const string Results = """{"hate":{"filtered":false,"severity":"safe"},"jailbreak":{"filtered":false,"detected":false},"error":{"code":"content_filter_error","message":"The contents are not filtered"}}""";
    private const string Before = $$$"""data: {"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{{{Results}}} }]}""" + "\n\n";
    private const string Beside = $$"""data: {"id":"","object":"","created":0,"model":"","choices":[{"index":0,"finish_reason":null,"content_filter_results":{{Results}} ,"content_filter_offsets":{"check_offset":44,"start_offset":44,"end_offset":198} }],"usage":null}""" + "\n\n";

    private readonly ChatVoice _chat = new();

    public override string Name => name;

    public override string Kind => "azure";

    internal override string UnreadableEvent => _chat.UnreadableEvent;

    public override string BaseUrl(string root) => root + path;

    public override Reply Say(Trouble trouble) => trouble switch
    {
        Trouble.Overloaded => Failing(503, """{"error":{"code":"ServiceUnavailable","message":"The service is temporarily unable to process your request. Please try again later."}}"""),
        Trouble.ServerError => Failing(500, """{"error":{"code":"InternalServerError","message":"Backend returned unexpected response. Please contact Microsoft for help."}}"""),
        Trouble.RateLimitedFor7Seconds => Failing(429, """{"error":{"code":"429","message":"Requests to the ChatCompletions_Create Operation under Azure OpenAI API have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 7 seconds."}}""").WithHeader("retry-after-ms", "7000").WithHeader("retry-after", "8"),
        Trouble.RateLimited => Failing(429, """{"error":{"code":"RateLimitReached","message":"Your requests to the deployment have exceeded its rate limit."}}""").WithHeader("x-ratelimit-remaining-requests", "-1").WithHeader("x-ratelimit-limit-requests", "-1").WithHeader("x-ratelimit-reset-requests", "0"),
        Trouble.NoMoney => Failing(429, """{"error":{"code":"insufficient_quota","message":"You exceeded your current quota, please check your plan and billing details."}}"""),
        Trouble.BadKey => Failing(401, """{"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource."}}"""),
        Trouble.Forbidden => Failing(403, """{"error":{"code":"AuthenticationTypeDisabled","message":"Key based authentication is disabled for this resource."}}"""),
        Trouble.UnknownModel => Failing(404, """{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again."}}"""),
        Trouble.Refused => Failing(400, """{"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true,"severity":"high"}}}}}"""),
        _ => _chat.Say(trouble),
    };

    internal override bool AsksForAnswer(RecordedRequest request) => request.Header("api-key") is not null && _chat.AsksForAnswer(request);

    internal override bool AsksForModels(RecordedRequest request) => request.Header("api-key") is not null && _chat.AsksForModels(request);

    internal override bool AsksForUsage(RecordedRequest request) => _chat.AsksForUsage(request);

    internal override IReadOnlyList<(string Role, string Content)> MessagesOf(RecordedRequest request) => _chat.MessagesOf(request);

    internal override string Whole(Completion completion, RecordedRequest request, string provider, bool withUsage) =>
        $$$"""{"prompt_filter_results":[{"prompt_index":0,"content_filter_results":{{{Results}}} }],""" + _chat.Whole(completion, request, provider, withUsage)[1..];

    internal override SpokenStream Stream(Completion completion, RecordedRequest request, string provider, bool withUsage)
    {
        SpokenStream spoken = _chat.Stream(completion, request, provider, withUsage);
        return spoken with { Head = Before + spoken.Head + Beside, Finish = Beside + spoken.Finish + Beside };
    }

    internal override string Error(Fault fault) => _chat.Error(fault);

    internal override string ModelList(IReadOnlyList<string> models) => _chat.ModelList(models);
}
