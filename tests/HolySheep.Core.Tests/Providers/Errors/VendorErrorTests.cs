using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Errors;

/// <summary>Errors as vendors send them, each over a real socket, plain and streamed: what each means, and that its own words reach the caller.</summary>
public sealed class VendorErrorTests
{
    private static readonly (OutcomeKind Kind, string Vendor, int Status, string Body)[] Errors =
    [
        (OutcomeKind.Transient, "Groq", 400, """{"error":{"message":"Failed to validate JSON. Please adjust your prompt.","type":"invalid_request_error","code":"json_validate_failed","failed_generation":"The prompt is too long, and you have no credits left"}}"""),
        (OutcomeKind.Transient, "Groq", 400, """{"error":{"message":"Failed to call a function.","type":"invalid_request_error","code":"tool_use_failed"}}"""),
        (OutcomeKind.Transient, "Azure", 429, """{"error":{"code":"429","message":"The system is currently experiencing high demand and cannot process your request."}}"""),
        (OutcomeKind.Transient, "Moonshot", 429, """{"error":{"type":"engine_overloaded_error","message":"The engine is currently overloaded, please try again later"}}"""),
        (OutcomeKind.Transient, "Mistral", 429, """{"object":"error","message":"Service tier capacity exceeded for this model.","type":"service_tier_capacity_exceeded","param":null,"code":"3505"}"""),
        (OutcomeKind.Transient, "Cloudflare", 429, """{"success":false,"errors":[{"code":3040,"message":"Capacity temporarily exceeded, please try again."}],"result":null}"""),
        (OutcomeKind.Transient, "a gateway", 400, """{"error":{"message":"upstream: no available GPU, the model is currently overloaded","type":"invalid_request_error"}}"""),
        (OutcomeKind.Transient, "llama.cpp", 503, """{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"""),
        (OutcomeKind.Transient, "Vertex", 499, """{"error":{"code":499,"message":"The operation was cancelled.","status":"CANCELLED"}}"""),
        (OutcomeKind.Transient, "AWS", 424, """{"message":"The model failed while it worked on the request."}"""),

        (OutcomeKind.Throttled, "OpenAI", 429, """{"error":{"message":"Rate limit reached for gpt-x in organization org-1 on tokens per min (TPM): Limit 30000, Used 29500, Requested 1200. Please try again in 1.4s.","type":"tokens","code":"rate_limit_exceeded"}}"""),
        (OutcomeKind.Throttled, "Anthropic", 429, """{"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your organization's rate limit of 40,000 input tokens per minute. Please reduce the prompt length."}}"""),

        (OutcomeKind.OutOfMoney, "DeepSeek", 402, """{"error":{"message":"Insufficient Balance","type":"unknown_error","param":null,"code":"invalid_request_error"}}"""),
        (OutcomeKind.OutOfMoney, "a gateway before DeepSeek", 400, """{"error":{"message":"litellm.BadRequestError: DeepseekException - {\"error\":{\"message\":\"Insufficient Balance\",\"type\":\"unknown_error\",\"param\":null,\"code\":\"invalid_request_error\"}}","type":null,"code":"400"}}"""),
        (OutcomeKind.OutOfMoney, "OpenRouter", 402, """{"error":{"message":"This request requires more credits, or fewer max_tokens. You requested up to 65536 tokens, but can only afford 1234.","code":402,"metadata":{"provider_name":null}}}"""),
        (OutcomeKind.OutOfMoney, "OpenRouter", 403, """{"error":{"code":403,"message":"Key limit exceeded","metadata":{"limit_source":"openrouter_key_limit"}}}"""),
        (OutcomeKind.OutOfMoney, "xAI", 403, """{"code":"The caller does not have permission to execute the specified operation","error":"Your team has either used all available credits or reached its monthly spending limit."}"""),
        (OutcomeKind.OutOfMoney, "Alibaba", 400, """{"error":{"message":"Access denied, please make sure your account is in good standing.","type":"Arrearage","param":null,"code":"Arrearage"},"request_id":"r-7"}"""),
        (OutcomeKind.OutOfMoney, "Alibaba", 429, """{"code":"Throttling.AllocationQuota","message":"Free allocated quota exceeded.","request_id":"r-8"}"""),
        (OutcomeKind.OutOfMoney, "Moonshot", 403, """{"error":{"type":"access_terminated_error","message":"You've reached your usage limit for this billing cycle."}}"""),
        (OutcomeKind.OutOfMoney, "Hugging Face", 402, """{"error":"You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more."}"""),
        (OutcomeKind.OutOfMoney, "a gateway", 500, """{"error":{"message":"user quota is not enough: insufficient user quota, remaining 0","type":"new_api_error","code":"insufficient_user_quota"}}"""),
        (OutcomeKind.OutOfMoney, "Google", 429, """[{"error":{"code":429,"message":"Quota exceeded for quota metric 'Requests'","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RATE_LIMIT_EXCEEDED","metadata":{"quota_limit":"ProRequestsPerDay"}}]}}]"""),
        (OutcomeKind.OutOfMoney, "Volcengine", 429, """{"error":{"code":"SetLimitExceeded","message":"Your account [2100] has reached the set inference limit for the [doubao] model, and the model service has been paused.","param":"","type":"TooManyRequests"}}"""),
        (OutcomeKind.OutOfMoney, "Cohere", 429, """{"id":"x","message":"You are using a Trial key, which is limited to 1000 API calls / month. You can continue to use the Trial key for free or upgrade to a Production key."}"""),
        (OutcomeKind.OutOfMoney, "Z.AI", 429, """{"error":{"code":"1309","message":"Your GLM Coding Plan package has expired, please renew it."}}"""),
        (OutcomeKind.OutOfMoney, "OpenRouter", 403, """{"error":{"message":"Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys","code":403}}"""),
        (OutcomeKind.OutOfMoney, "xAI", 403, """{"code":"The caller does not have permission to execute the specified operation","error":"Your newly created team doesn't have any credits yet. You can purchase credits on https://console.x.ai/team/t1."}"""),
        (OutcomeKind.OutOfMoney, "new-api", 403, """{"error":{"message":"token quota is not enough, token remain quota: 0.001, need quota: 0.02","type":"new_api_error","param":"","code":"pre_consume_token_quota_failed"}}"""),
        (OutcomeKind.OutOfMoney, "a gateway's own key", 401, """{"error":{"message":"该令牌额度已用尽 (request id: 20260101)","type":"new_api_error"}}"""),
        (OutcomeKind.OutOfMoney, "a gateway's own user", 403, """{"error":{"message":"用户额度不足, 剩余额度: $0.012","type":"new_api_error"}}"""),
        (OutcomeKind.OutOfMoney, "Problem details", 403, """{"type":"https://example.com/errors#out-of-credit","title":"You do not have enough credit","detail":"Your current balance is 30, but that costs 50."}"""),

        (OutcomeKind.BadCredential, "Google", 400, """{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}"""),
        (OutcomeKind.BadCredential, "Google", 403, """{"error":{"code":403,"message":"Your API key was reported as leaked. Please use another API key.","status":"PERMISSION_DENIED"}}"""),
        (OutcomeKind.BadCredential, "Google", 403, """{"error":{"code":403,"message":"Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.","status":"PERMISSION_DENIED"}}"""),
        (OutcomeKind.BadCredential, "xAI", 400, """{"code":"Client specified an invalid argument","error":"Incorrect API key provided: xa***ey. You can obtain an API key from https://console.x.ai."}"""),
        (OutcomeKind.BadCredential, "Cloudflare", 403, """{"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"messages":[],"result":null}"""),

        (OutcomeKind.Unfit, "Google", 400, """[{"error":{"code":400,"message":"User location is not supported for the API use.","status":"FAILED_PRECONDITION"}}]"""),
        (OutcomeKind.Unfit, "Bedrock", 400, """{"message":"Access to Anthropic models is not allowed from unsupported countries, regions, or territories. Please refer to https://www.anthropic.com/supported-countries"}"""),
        (OutcomeKind.Unfit, "DeepSeek", 400, """{"error":{"message":"The supported API model names are deepseek-chat or deepseek-reasoner, but you passed deepseek-v9","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}"""),
        (OutcomeKind.Unfit, "Groq", 400, """{"error":{"message":"The model `x` requires terms acceptance. Please have the org admin accept the terms.","type":"invalid_request_error","code":"model_terms_required"}}"""),
        (OutcomeKind.Unfit, "A gateway", 400, """{"error":{"message":"No model found: meta/llama-9","type":"invalid_request_error"}}"""),
        (OutcomeKind.Unfit, "OpenAI", 403, """{"error":{"code":"unsupported_country_region_territory","message":"Country, region, or territory not supported","type":"request_forbidden"}}"""),
        (OutcomeKind.Unfit, "Vertex", 400, """{"error":{"message":"Model claude-x is not servable in region europe-west9: not available in this region","type":"invalid_request_error"}}"""),
        (OutcomeKind.Unfit, "SambaNova", 410, """{"error":{"message":"The requested model (R1-Distill) is not available on SambaNova Cloud.","type":"invalid_request_error"}}"""),
        (OutcomeKind.Unfit, "Cerebras", 400, """{"message":"Model llama3.1-8b does not exist or you do not have access to it.","type":"not_found_error","param":"model","code":"model_not_found"}"""),
        (OutcomeKind.Unfit, "Bedrock", 400, """{"message":"The provided model identifier is invalid."}"""),
        (OutcomeKind.Unfit, "Fireworks", 404, """{"error":{"object":"error","type":"invalid_request_error","code":"NOT_FOUND","message":"Model not found, inaccessible, and/or not deployed"}}"""),
        (OutcomeKind.Unfit, "SiliconFlow", 400, """{"code":20012,"message":"Model does not exist. Please check it carefully.","data":null}"""),
        (OutcomeKind.Unfit, "LM Studio", 400, """{"error":"No models loaded. Please load a model in the developer page or use the `lms load` command."}"""),
        (OutcomeKind.Unfit, "Anthropic", 400, """{"type":"error","error":{"type":"invalid_request_error","message":"`temperature` is deprecated for this model."}}"""),
        (OutcomeKind.Unfit, "Google", 400, """{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"reasoning_effort\": Cannot find field.","status":"INVALID_ARGUMENT"}}"""),
        (OutcomeKind.BadRequest, "Anthropic", 404, """{"type":"error","error":{"type":"not_found_error","message":"Thread not found.","details":{"error_code":"thread_not_found"}},"request_id":"req_1"}"""),
        (OutcomeKind.Unfit, "Mistral", 422, """{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted","input":7}]}"""),
        (OutcomeKind.Unfit, "OpenRouter", 404, """{"error":{"message":"No endpoints found that support tool use. To learn more about provider routing, visit the docs.","code":404}}"""),
        (OutcomeKind.Unfit, "OpenAI", 404, """{"error":{"message":"This model is only supported in v1/responses and not in v1/chat/completions.","type":"invalid_request_error","param":"model","code":null}}"""),

        (OutcomeKind.TooLong, "vLLM", 500, """{"object":"error","message":"The decoder prompt (length 9000) is longer than the maximum model length of 4096.","type":"InternalServerError","code":500}"""),
        (OutcomeKind.TooLong, "llama.cpp", 500, """{"error":{"code":500,"message":"the request exceeds the available context size (4096 tokens), try increasing it","type":"server_error"}}"""),
        (OutcomeKind.TooLong, "Google", 400, """{"error":{"code":400,"message":"Request payload size exceeds the limit: 20971520 bytes.","status":"INVALID_ARGUMENT"}}"""),
        (OutcomeKind.TooLong, "TensorRT-LLM", 400, """{"object":"error","message":"The sum of prompt length (5000.0) and query length (0) max_tokens (100) should not exceed max_num_tokens (4096)","type":"BadRequestError","code":400}"""),
        (OutcomeKind.TooLong, "Snowflake", 400, """{"message":"max tokens of 4096 exceeded","error_code":null,"request_id":"x"}"""),
        (OutcomeKind.TooLong, "Google AI Studio", 400, """{"error":{"code":400,"message":"[original: beyond::dependency::INVALID_ARGUMENT] Cannot truncate to 89998, required 355220: text:355351, control:9","status":"INVALID_ARGUMENT"}}"""),
        (OutcomeKind.TooLong, "llama.cpp", 400, """{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":4096}}"""),
        (OutcomeKind.TooLong, "llama-cpp-python", 400, """{"error":{"message":"Requested tokens (5136) exceed context window of 4096","type":"internal_server_error","param":null,"code":null}}"""),
        (OutcomeKind.TooLong, "Cerebras", 400, """{"message":"Please reduce the length of the messages or completion. Current length is 8951 while limit is 8192","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}"""),
        (OutcomeKind.TooLong, "Together", 403, """{"error":{"message":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4097. Given: 5000 `inputs` tokens and 300 `max_new_tokens`","type":"invalid_request_error"}}"""),
        (OutcomeKind.TooLong, "Z.AI", 400, """{"error":{"code":"1261","message":"Prompt 超长"}}"""),
        (OutcomeKind.TooLong, "MiniMax", 400, """{"type":"error","error":{"type":"bad_request_error","message":"invalid params, context window exceeds limit (2013)"}}"""),
        (OutcomeKind.TooLong, "GitHub", 413, """{"error":{"code":"tokens_limit_reached","message":"Request body too large for gpt-x model. Max size: 8000 tokens.","details":"Request body too large for gpt-x model. Max size: 8000 tokens."}}"""),
        (OutcomeKind.TooLong, "OpenAI", 429, """{"error":{"message":"Request too large for gpt-x in organization org-1 on tokens per min (TPM): Limit 30000, Requested 45210. The input or output tokens must be reduced in order to run successfully.","type":"tokens","param":null,"code":"rate_limit_exceeded"}}"""),
        (OutcomeKind.TooLong, "RKLLM", 400, """{"error":"Prompt is 11543 tokens but the model context window is 4096 tokens."}"""),
        (OutcomeKind.TooLong, "Bedrock", 400, """{"message":"Malformed input request: expected maxLength: 42000, actual: 46735, please reformat your input and try again."}"""),

        (OutcomeKind.Refused, "Azure", 400, """{"error":{"message":"The response was filtered.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"jailbreak":{"detected":true,"filtered":true}}}}}"""),
        (OutcomeKind.Refused, "Azure, only inside", 400, """{"error":{"message":"Bad request","type":"invalid_request_error","inner_error":{"code":"ResponsibleAIPolicyViolation"}}}"""),
        (OutcomeKind.Refused, "OpenRouter", 403, """{"error":{"code":403,"message":"Your chosen model requires moderation and your input was flagged","metadata":{"reasons":["violence"],"flagged_input":"..."}}}"""),
        (OutcomeKind.Refused, "DeepSeek", 400, """{"error":{"message":"Content Exists Risk","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}"""),
        (OutcomeKind.Refused, "xAI", 403, """{"code":"The caller does not have permission to execute the specified operation","error":"Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO"}"""),
        (OutcomeKind.Refused, "Moonshot", 400, """{"error":{"type":"content_filter","message":"The request was rejected because it was considered high risk"}}"""),
        (OutcomeKind.Refused, "Z.AI", 400, """{"error":{"code":"1301","message":"系统检测到输入或生成内容可能包含不安全或敏感内容"}}"""),

        (OutcomeKind.BadRequest, "OpenAI", 400, """{"error":{"message":"Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an integer instead.","type":"invalid_request_error","param":"messages[0].content","code":"invalid_type"}}"""),
        (OutcomeKind.BadRequest, "OpenAI", 400, """{"error":{"message":"Invalid 'user': string too long. Expected a string with maximum length 64, but got a string with length 100 instead.","type":"invalid_request_error","param":"user","code":"string_above_max_length"}}"""),
        (OutcomeKind.BadRequest, "OpenAI", 400, """{"error":{"message":"max_tokens is too large: 100000. This model supports at most 16384 completion tokens, whereas you provided 100000.","type":"invalid_request_error","param":"max_tokens","code":"invalid_value"}}"""),
        (OutcomeKind.BadRequest, "Pydantic", 422, """{"detail":[{"type":"less_than_equal","loc":["body","top_p"],"msg":"Input should be less than or equal to 1","input":"the prompt is too long for the context window"}]}"""),
    ];

    public static TheoryData<CallMode, OutcomeKind, string, int, string> Everything
    {
        get
        {
            var all = new TheoryData<CallMode, OutcomeKind, string, int, string>();
            foreach (var mode in System.Enum.GetValues<CallMode>())
            {
                foreach (var (kind, vendor, status, body) in Errors)
                {
                    all.Add(mode, kind, vendor, status, body);
                }
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(Everything))]
    public async Task An_error_means_what_its_vendor_means(CallMode mode, OutcomeKind kind, string vendor, int status, string body)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(status, body));
        var failure = (await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0 })).Failure;
        Assert.True(kind == failure.Kind, $"{vendor} means {kind}, and was read as {failure.Kind}: {failure.Message}");
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task The_text_of_an_inner_error_reaches_the_caller_with_the_outer_one(CallMode mode)
    {
        const string Body = """{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"Value 7 of 'tone' is odd\",\"details\":[{\"reason\":\"ODD\",\"description\":\"It must be even\"}]}}","provider_name":"Crucible"}}}""";
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(400, Body));
        var message = (await stage.AskAsync(mode)).Failure.Message;
        Assert.All(["Provider returned error", "Value 7 of 'tone' is odd", "It must be even"], part => Assert.Contains(part, message));
    }

    [Theory, Modes]
    public async Task A_long_text_reaches_the_caller_up_to_a_bound(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Error(400, null, "begin " + new string('x', 1_000) + " middle " + new string('y', 50_000)));
        var message = (await stage.AskAsync(mode)).Failure.Message;
        Assert.Contains(" middle ", message);
        Assert.InRange(message.Length, 1_000, 3_000);
    }

    [Theory]
    [Modes(502), Modes(403)]
    public async Task The_text_of_a_page_reaches_the_caller_without_its_tags(CallMode mode, int status)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(status, "<!doctype html><html><head><style>p { color: red }</style><title>Attention</title></head><body><p>You are &quot;blocked&quot;</p></body></html>"));
        var message = (await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0 })).Failure.Message;
        Assert.Contains("Attention You are \"blocked\"", message);
        Assert.DoesNotContain("color", message);
    }

    [Theory]
    [Modes("This model's maximum context length is 4096 tokens.", OutcomeKind.TooLong)]
    [Modes("event: error\ndata: {\"error\":{\"code\":\"insufficient_quota\",\"message\":\"no\"}}\n\n", OutcomeKind.OutOfMoney)]
    [Modes("\uFEFF{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"no\"}}", OutcomeKind.TooLong)]
    [Modes("upstream said 400: {\"error\":{\"code\":\"model_not_found\",\"message\":\"no\"}} (try 3)", OutcomeKind.Unfit)]
    [Modes("Error code: 400 - {'error': {'message': 'no', 'code': 'context_length_exceeded'}}", OutcomeKind.TooLong)]
    [Modes("Bad Request", OutcomeKind.Transient)]
    public async Task An_error_that_is_not_only_JSON_is_read_too(CallMode mode, string body, OutcomeKind kind)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(400, body));
        Assert.Equal(kind, (await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0 })).Failure.Kind);
    }

    [Theory]
    [Modes("""{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","code":429,"status":"RESOURCE_EXHAUSTED"}}""", "1", OutcomeKind.Throttled)]
    [Modes("""{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"upstream_error","code":429}}""", "60", OutcomeKind.Throttled)]
    [Modes("""{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"upstream_error","code":429}}""", "3600", OutcomeKind.OutOfMoney)]
    [Modes("""{"error":{"message":"Your credit balance is too low"}}""", null, OutcomeKind.OutOfMoney)]
    public async Task A_refusal_in_words_of_money_that_names_a_short_wait_is_waited_for(CallMode mode, string body, string? retryAfter, OutcomeKind kind)
    {
        await using var stage = Stage.Alone();
        var reply = Reply.Json(429, body);
        stage.One.OnAny().Answer(retryAfter is null ? reply : reply.WithHeader("retry-after", retryAfter), Reply.Echo);
        var asked = await stage.AskAsync(mode);
        Assert.Equal(kind == OutcomeKind.Throttled ? [kind, OutcomeKind.Answered] : [kind], asked.Kinds);
    }

    [Theory, Modes]
    public async Task Credits_that_other_calls_hold_for_the_moment_are_waited_for(CallMode mode)
    {
        await using var stage = Stage.Alone();
        var reply = Reply.Json(402, """{"error":{"code":402,"message":"Credits are reserved by requests in flight","metadata":{"limit_source":"openrouter_in_flight_budget"}}}""");
        stage.One.OnAny().Answer(reply.WithHeader("retry-after", "90"), Reply.Echo);
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal([90], stage.Waits);
    }

    [Theory, Modes]
    public async Task The_hint_for_a_model_of_another_interface_does_not_doubt_its_name(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Error(400, null, "This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?"));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal(OutcomeKind.Unfit, failure.Kind);
        Assert.DoesNotContain("Check the model's name", failure.Hint);
        Assert.Contains("another interface", failure.Hint);
    }

    [Fact]
    public async Task After_restarts_the_hint_does_not_advise_to_restart()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(9).CutAfter(3));
        var failure = (await stage.AskAsync(CallMode.VisibleStream, Stage.Question() with { OnCut = CutAction.Restart })).Failure;
        Assert.True(stage.One.CallCount > 1);
        Assert.DoesNotContain("restart", failure.Hint);
        var withoutRestarts = (await stage.AskAsync(CallMode.VisibleStream)).Failure;
        Assert.Contains("restart", withoutRestarts.Hint);
    }

    [Fact]
    public void Every_row_of_the_tables_names_its_source()
    {
        Assert.All(ErrorCodes.Rows, row => Assert.NotEmpty(row.Source));
        Assert.All(ErrorWordings.Verdicts.Concat(ErrorWordings.Money).Concat(ErrorWordings.Daily), row => Assert.NotEmpty(row.Source));
    }
}
