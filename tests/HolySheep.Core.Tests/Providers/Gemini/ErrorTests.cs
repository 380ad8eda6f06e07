using System;
using System.Net;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Gemini;

/// <summary>What the errors of Google mean.</summary>
public sealed class ErrorTests
{
    private const string Type = "\"@type\":\"type.googleapis.com/google.rpc.";

    public static TheoryData<int, string, string, string, OutcomeKind> Rows => new()
    {
        { 400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", Info("API_KEY_INVALID"), OutcomeKind.BadCredential },
        { 400, "INVALID_ARGUMENT", "API Key not found. Please pass a valid API key.", Info("API_KEY_INVALID"), OutcomeKind.BadCredential },
        { 400, "INVALID_ARGUMENT", "API key expired. Please renew the API key.", Info("API_KEY_INVALID"), OutcomeKind.BadCredential },
        { 401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", Info("ACCESS_TOKEN_TYPE_UNSUPPORTED"), OutcomeKind.BadCredential },
        { 403, "PERMISSION_DENIED", "Your API key was reported as leaked. Please use another API key.", "", OutcomeKind.BadCredential },
        { 403, "PERMISSION_DENIED", "Requests to this API generativelanguage.googleapis.com method x are blocked.", Info("API_KEY_SERVICE_BLOCKED"), OutcomeKind.BadCredential },
        { 403, "PERMISSION_DENIED", "Requests from referer <empty> are blocked.", Info("API_KEY_HTTP_REFERRER_BLOCKED"), OutcomeKind.BadCredential },
        { 403, "PERMISSION_DENIED", "The provided API key has an IP address restriction.", Info("API_KEY_IP_ADDRESS_BLOCKED"), OutcomeKind.BadCredential },
        { 403, "PERMISSION_DENIED", "Permission denied: Consumer 'api_key:x' has been suspended.", Info("CONSUMER_SUSPENDED"), OutcomeKind.BadCredential },
        { 403, "PERMISSION_DENIED", "Generative Language API has not been used in project 1 before or it is disabled.", Info("SERVICE_DISABLED"), OutcomeKind.BadCredential },
        { 403, "PERMISSION_DENIED", "This API method requires billing to be enabled.", Info("BILLING_DISABLED"), OutcomeKind.OutOfMoney },
        { 403, "PERMISSION_DENIED", "The caller does not have permission", "", OutcomeKind.Unfit },
        { 400, "FAILED_PRECONDITION", "User location is not supported for the API use.", "", OutcomeKind.Unfit },
        { 400, "FAILED_PRECONDITION", "Gemini API free tier is not available in your country. Please enable billing on your project in Google AI Studio.", "", OutcomeKind.Unfit },
        { 404, "NOT_FOUND", "models/x is not found for API version v1beta, or is not supported for generateContent.", "", OutcomeKind.Unfit },
        { 400, "INVALID_ARGUMENT", """Invalid JSON payload received. Unknown name \"logit_bias\": Cannot find field.""", "", OutcomeKind.Unfit },
        { 400, "INVALID_ARGUMENT", "Function calling with a response mime type: 'application/json' is unsupported", "", OutcomeKind.Unfit },
        { 400, "INVALID_ARGUMENT", "The input token count (1310720) exceeds the maximum number of tokens allowed (1048576).", "", OutcomeKind.TooLong },
        { 400, "INVALID_ARGUMENT", "Please use a valid role: user, model.", "", OutcomeKind.BadRequest },
        { 429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details.", Retry("46s") + "," + Quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier"), OutcomeKind.Throttled },
        { 429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details.", Quota("GenerateContentInputTokensPerModelPerMinute-FreeTier"), OutcomeKind.Throttled },
        { 429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details.", Retry("46s") + "," + Quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier"), OutcomeKind.OutOfMoney },
        { 429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details.", Quota("GenerateRequestsPerMinutePerProject") + "," + Quota("GenerateRequestsPerDayPerProject"), OutcomeKind.OutOfMoney },
        { 429, "RESOURCE_EXHAUSTED", """You exceeded your current quota.\n* Quota exceeded for metric: generate_content_free_tier_requests, limit: 0, model: gemini-2.5-pro\nPlease retry in 12.5s.""", Retry("12s") + "," + Quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier"), OutcomeKind.Unfit },
        { 429, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.", "", OutcomeKind.OutOfMoney },
        { 402, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted.", "", OutcomeKind.OutOfMoney },
        { 429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).", "", OutcomeKind.Throttled },
        { 500, "INTERNAL", "An internal error has occurred.", "", OutcomeKind.Transient },
        { 503, "UNAVAILABLE", "The model is overloaded. Please try again later.", "", OutcomeKind.Transient },
        { 504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete.", "", OutcomeKind.Transient },
        { 499, "CANCELLED", "The operation was cancelled.", "", OutcomeKind.Transient },
    };

    [Theory, MemberData(nameof(Rows))]
    public async Task An_error_has_its_kind_alone_and_in_a_list_whole_and_streamed(int status, string word, string message, string details, OutcomeKind kind)
    {
        var error = $$$$"""{"error":{"code":{{{{status}}}},"message":"{{{{message}}}}","status":"{{{{word}}}}","details":[{{{{details}}}}]}}""";
        foreach (var mode in Enum.GetValues<CallMode>())
        {
            foreach (var body in new[] { error, $"[{error}\n]" })
            {
                await using var talk = new GeminiTalk(chain: ["beta"]).Sends(body, (HttpStatusCode)status);
                var asked = await talk.AskAsync(mode);
                Assert.Equal([kind, OutcomeKind.Answered], asked.Kinds);
                Assert.Equal(status, asked.Attempts[0].Status);
            }
        }
    }

    [Fact]
    public async Task The_wait_that_Google_names_is_kept_to()
    {
        await using var talk = new GeminiTalk().Sends($$$$"""{"error":{"code":429,"message":"Slow down.","status":"RESOURCE_EXHAUSTED","details":[{{{{Retry("4.5s")}}}}]}}""", HttpStatusCode.TooManyRequests).Answers(CallMode.Plain, GeminiTalk.Text("fine", GeminiTalk.Stop));
        Assert.Equal("fine", (await talk.Stage.AskAsync(CallMode.Plain)).Result.Content);
        Assert.Equal([4.5], talk.Stage.Waits);
    }

    private static string Info(string reason) => $$$$"""{{{{{Type}}}}ErrorInfo","reason":"{{{{reason}}}}","domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com"}}""";

    private static string Retry(string delay) => $$"""{{{Type}}RetryInfo","retryDelay":"{{delay}}"}""";

    private static string Quota(string id) => $$"""{{{Type}}QuotaFailure","violations":[{"quotaMetric":"generativelanguage.googleapis.com/x","quotaId":"{{id}}","quotaValue":"10"}]}""";
}
