using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Failures;
using static HolySheep.Failures.FailureSignal;

namespace HolySheep.Providers.Errors;

/// <summary>The vendors' wordings of causes that their codes do not name. Patterns contain stems and nearby words, because vendors vary their sentences.</summary>
internal static class ErrorWordings
{
    private const string Near = @".{0,60}?\b";

    /// <summary>Verdicts on the request, the key or the target; the first match wins.</summary>
    public static IReadOnlyList<KnownWording> Verdicts { get; } =
    [
        new(KeyRefused, "OpenAI, xAI, Google, Together", @"\b(invalid|incorrect|wrong|expired|revoked|unknown|missing|leaked) (provider |upstream )?((x-)?api[ _-]?key|(access|auth|bearer|authentication|authorization) (token|key)|credentials?)\b"),
        new(KeyRefused, "Google, Cohere, DeepSeek", @"\b(api[ _-]?key|(access|auth|bearer) token|credentials?)\b" + Near + @"(not valid|(is |are )?invalid|incorrect|expired|revoked|disabled|leaked|not found|unknown|not recogni[sz]ed)\b"),
        new(KeyRefused, "DeepSeek, Cloudflare, Google, Alibaba, Z.AI", @"\bauthentication (fails|failed|error|failure)\b|\bno auth credentials found\b|\bunregistered callers\b|\bno api[ _-]?key( was| is)? (provided|found|supplied|given|specified)\b|\b(didn't|did not) provide an api[ _-]?key\b|身份验证失败|令牌已?(过期|失效)|密钥(无效|错误|失效)|无效的?(令牌|密钥)"),

        new(ReasoningRefused, "Anthropic, Bedrock, Vertex", @"\binvalid\W{1,3}(signature|data)\b\W{1,3}in\W{1,3}(redacted_)?thinking\b|\b(redacted_)?thinking\b\W{1,3}blocks?\b.{0,60}\bcannot be modified\b|\b(redacted_)?thinking\.(signature|data)\b"),
        new(ReasoningRefused, "OpenAI, xAI", @"\bencrypted[ _]content\b.{0,200}\b(could not|cannot|can't) be (verified|decrypted|parsed)\b|\bcould not (verify|decrypt)\b.{0,40}\bencrypted[ _]content\b"),

        new(WrongApi, "OpenAI", @"\bv1/(responses|completions|embeddings|messages)\b" + Near + @"(not|only|instead)\b|\b(only|not)\b.{0,60}\bv1/(responses|completions|messages)\b|\bnot a chat model\b"),
        new(WrongApi, "OpenAI, Azure, GitHub", @"\b(use|through|via|requires?|only)\b.{0,30}\b(responses|completions|messages) (api|endpoint)\b|\boperation does not work with the specified model\b|\bunsupported_api_for_model\b"),

        new(Forbidden, "Google, OpenAI, Anthropic", @"\b(locations?|countr(y|ies)|regions?|territor(y|ies))\b" + Near + @"(not supported|unsupported|not available|restricted|blocked|not allowed|not permitted|forbidden)"),
        new(Forbidden, "Anthropic, Bedrock, Vertex", @"\b(not|isn't|unavailable|un(supported|available))\b.{0,40}\b(in|from|for) (your|this|the|that)( \w+){0,2} (country|region|location|territory|jurisdiction)\b|\bunsupported (countr(y|ies)|regions?|locations?)\b|\bgeo-?(blocked|restricted)\b"),
        new(Forbidden, "Azure: abuse monitoring blocks the resource, not the prompt", @"\b(resource|subscription|deployment|account|organi[sz]ation|project)\b.{0,30}\b(blocked|suspended)\b.{0,60}\b(behaviou?r|abus\w*|misuse\w*|violat\w*)"),
        new(Forbidden, "Google: a tier that never has the model", @"\blimit: 0\b(?![.,]\d)"),

        new(ContextLength, "OpenAI, DeepSeek, vLLM, Mistral, llama.cpp, LM Studio", @"\b(maximum|max\.?|exceed\w*|longer than|larger than|greater than|beyond|over|overflow\w*|outside|available|too (long|large) for)\b.{0,80}\b(context|sequence)[ _-]?(length|window|size|limit)"),
        new(ContextLength, "Anthropic, MiniMax, LM Studio", @"\bcontext([ _-](length|window|size|limit))?\b.{0,60}?\b(exceed\w*|overflow\w*|too (long|large|small|short)|reached|is full|of only|not enough|(the )?overflows|(is|of)( only)? \d)"),
        new(ContextLength, "Anthropic, Bedrock, Moonshot, Z.AI", @"\b(prompt|inputs?|conversation|messages?|context)\b[^.\n]{0,50}?\b(is |are |was )?too (long|large|big)\b|\btoo (long|large|many tokens) (a |an |of )?(prompt|input)"),
        new(ContextLength, "Google, xAI, Poolside, Bedrock, Alibaba", @"\b(prompt|inputs?|messages?|request\w*|conversation|query)\b.{0,60}?\b(exceed\w*|longer than|larger than|more than|greater than|over)\b.{0,60}?\b(tokens?|length|context|model('s)? (max\w*|limit))\b(?!.{0,20}per )"),
        new(ContextLength, "Moonshot, vLLM", @"\bexceed\w*.{0,20}\bmodel('s)?( \w+){0,2} (token|max\w*|limit)|\blonger than the (maximum |max )?model('s)? (maximum |max )?length|\b(sequence|prompt|input|token) length\b.{0,40}?\b(exceed\w*|longer|larger|greater|over)\b|\d tokens? ?> ?\d|\bfits?\b.{0,40}\b(context|window)\b"),
        new(ContextLength, "GLM, Cohere, Together, TGI, GitHub", @"\b(tokens?|token count)\b[^.\n]{0,40}?\b(exceed\w*|more than|greater than|over|larger than)\b[^.\n]{0,60}?\b(max\w*|limit|allowed)|\btoo many (input |prompt )?tokens\b|\bexceeds? the (maximum|max)( allowed)? number of( input)? tokens\b|\btoo large for\b.{0,60}\btokens\b"),
        new(ContextLength, "Google, TGI, Alibaba, xAI, GitHub", @"\binput token count\b|\b(inputs?|prompt)\b.{0,40}\b((less|fewer) than|at most|up to|no more than) (or equal to )?\d[\d,]* tokens|\brange of input length\b|\b(maximum|max) (allowed )?(prompt|input)[ _-](length|size|tokens?)|\bmax_prompt_tokens\b|\bexpected maxlength\b"),
        new(ContextLength, "OpenAI, Cerebras", @"\b(reduce|shorten)\b.{0,20}\b(length|size|number)?\b.{0,12}\b(the |your )?(messages|prompt|input)\b|\bcurrent length is \d+ while limit\b"),
        new(ContextLength, "Together, TGI", @"`?inputs`? tokens \+ `?max_new_tokens"),
        new(ContextLength, "Gateways: the two figures", @"\btokens?\b[^.\n]{0,40}?\d[\d,]* ?> ?\d|> ?(the )?context (window|length|size|limit)\b|\b\d[\d,]* tokens\b[^.\n]{0,30}\b(above|beyond)\b[^.\n]{0,20}\d|\brequested \d[\d,]* tokens\b[^.\n]{0,30}\b(max\w*|limit)\b|\bexceed\w*.{0,20}\bmax_(input|prompt)_tokens\b"),
        new(ContextLength, "TensorRT-LLM, Snowflake, Google", @"\b(request|payload|body|entity)( size)? exceeds the (limit|max\w*)\b.{0,20}\bbytes\b|\brequest (entity|payload|body) too large\b|\bprompt length\b.{0,80}\bshould not exceed\b|\bmax tokens of [\d,]+ exceeded\b|\bcannot truncate to \d+\b"),
        new(ContextLength, "Z.AI, Alibaba, SiliconFlow", @"(上下文|输入|提示词|prompt).{0,20}(超过|超出|超长|过长)|超(过|出).{0,12}(上下文|最大长度|最大输入)"),

        new(ContentPolicy, "OpenAI, Azure, xAI, Anthropic", @"\b(content|usage|safety|acceptable use|content management) (management )?(polic(y|ies)|guidelines?|filters?|filtering|system)\b|\bsafety (system|filters?|settings|reasons)\b"),
        new(ContentPolicy, "OpenAI, OpenRouter, Moonshot, Alibaba, MiniMax, DeepSeek", @"\b(flagged|blocked|rejected|filtered)\b.{0,40}\b(violat\w*|guardrails?|moderation|safety|harmful|unsafe|inappropriate|sensitive|polic(y|ies))|\b(inappropriate|harmful|unsafe|sensitive|prohibited) (content|words?|information)|\bconsidered high risk\b|\bcontent exists risk\b|\brequires moderation\b|\b(content|prompt|input|request|message)s?\b.{0,20}\b(was|were|is|has been) (flagged|moderated)\b"),
        new(ContentPolicy, "Z.AI, Alibaba", @"敏感(内容|词|信息)|不安全或敏感|违规内容|内容安全"),

        new(ModelUnknown, "OpenAI, Groq, DeepSeek, Google", @"\bmodels?\b.{0,100}?\b(does ?n[o']t exist|not exist|not found|(can ?not|could not) be (found|resolved)|reached (its |the )?end[ -]of[ -]life|not (in|on) (the |our )?(list|catalog)|is (unknown|invalid)|not a valid|not (currently )?(available|supported|served|deployed|enabled|offered)|no longer (supported|available|served|offered)|((has |have )?been|is|was|were) (\w+ )?(decommissioned|deprecated|retired|removed|discontinued|sunset|shut ?down|disabled|deleted)|inaccessible)\b"),
        new(ModelUnknown, "Mistral, Perplexity, Cloudflare, Bedrock, Moonshot", @"\b(unknown|unsupported|invalid|no such|non-?existent|unrecogni[sz]ed|wrong|not a valid|not found the) (\w+ )?(model|deployment)\b(?! (parameter|option|setting|input|output|tool))|\bprovided model\b.{0,20}\binvalid\b"),
        new(ModelUnknown, "OpenRouter, Bedrock, SambaNova, LM Studio, DeepSeek", @"\bsupported( \w+){0,2} model (names?|ids?) (is|are)\b|\bno models? (was |were )?found\b|\bno models? (is |are )?(currently )?loaded\b|\bno (allowed )?(endpoints?|providers?|deployments?) (were |was |are )?(found|available) (for|matching)\b|\bon-demand throughput\b|\bno access to (the )?model\b|\b(access to|use) (the |this )?model\b.{0,40}\b(denied|not allowed|restricted|limited to)|模型不存在|模型.{0,6}(下线|停用)"),

        new(ParameterUnknown, "OpenAI, Mistral, Google", @"\b(unknown|unsupported|unrecogni[sz]ed|unexpected|extra|additional)( (request|keyword|query|body|json|input))* (parameter|argument|field|property|properties|option|name|value)s?\b|\bcannot find field\b|\bnot a recogni[sz]ed (parameter|argument|field|option)\b"),
        new(ParameterUnknown, "Anthropic, Pydantic, Groq", @"\bextra (inputs|fields) (are )?not permitted\b|\b(parameter|argument|field|property|option)s?\b" + Near + @"(not |un)(supported|recogni[sz]ed|permitted|known)"),
        new(ParameterUnknown, "OpenAI, xAI, Anthropic, OpenRouter", @"\b(is|are|was) (deprecated|(not |un)supported) (with|by|for|on|in) (this|the|that)( \w+)? (model|endpoint|deployment)\b|\bnot supported on this model\b|\bdoes(n't| not) (support|accept)\b|\bno endpoints found that support\b|--enable-auto-tool-choice|\b(tools?|tool choice|function calling|images?|vision|json[ _](mode|schema)|response[ _]format|streaming|system (prompts?|messages?))\b.{0,30}\b(is|are) not supported\b|""[\w.]+"" is not supported\b"),
        new(ParameterUnknown, "Google, Anthropic", @"\bis not enabled for (this |the )?models?\b|\bcannot both be specified for this model\b"),
        new(ParameterUnknown, "Google: tools and structured output together on models before Gemini 3", @"\bresponse mime type\b.{0,60}\bunsupported\b"),
    ];

    /// <summary>An account that has nothing left, whatever the status.</summary>
    public static IReadOnlyList<KnownWording> Money { get; } =
    [
        new(QuotaExhausted, "OpenAI, Google, OpenRouter", @"\bexceeded (your|the)( \w+){0,3} (quota|credits?|budget|balance|allowance)\b|\b(check|update) (your )?(plan|billing)\b|\bbilling (details|hard limit|is not active|not active|issue|cycle|period)\b|\bexhausted (your|their|its|the) (capacity|quota|allowance)\b|\b(subscription|plan)\b.{0,12}\bquota( has been| was| is)? exceeded\b"),
        new(QuotaExhausted, "Anthropic, xAI, Google, DeepSeek", @"\b(credits?|balance|funds|prepayments?|wallet)\b.{0,40}?\b(too low|insufficient|depleted|exhausted|used up|negative|not enough|not sufficient|empty|ran out|run out|overdue|expired|are left|is 0|are 0)\b"),
        new(QuotaExhausted, "OpenAI, xAI, OpenRouter, Hugging Face, new-api", @"\bkey limit exceeded\b|(\bnot|n't)( have)? any( \w+){0,2} (credits?|balance|funds)\b|\b(insufficient|not enough|not have enough|no more|out of|used (up )?all|lack of|ran out of|no|more|depleted)( of)?( your| the| account| available| remaining| prepaid| included| monthly| free| user| api)* (credits?|balance|funds|quota)\b(?! (card|limit))"),
        new(QuotaExhausted, "OpenAI, Anthropic, xAI, Moonshot", @"\b(spend|spending|billing|credit|budget|cost)( \w+)? (limits?|caps?|thresholds?)\b|\bbudget( has been| was| is)? exceeded\b|\bexceeded ?budget\b|\bover budget\b|\b(account|credit|quota|budget)\b.{0,30}\b(is |are |has been )?(used up|exhausted|depleted)|\bquota (is |was )?(not enough|not sufficient|insufficient)\b"),
        new(QuotaExhausted, "Anthropic, Moonshot, Cohere", @"\blimited to \d[\d,]*( \w+){0,2} calls? ?(/|per|a) ?month\b|\busage (limits?|thresholds?|caps?|quota)\b.{0,30}\b(reached|exceeded|hit|for this)|\b(reached|exceeded|hit|over)\b.{0,40}\b(usage|api usage) (limits?|thresholds?|caps?|quota)|\b(monthly|weekly)( \w+){0,2} (limits?|thresholds?|caps?|quota|allowance)\b"),
        new(QuotaExhausted, "DeepSeek, SiliconFlow, Alibaba, Z.AI", @"\barrear\w*|\b(account|bill|payment)\b.{0,30}\b(overdue|past due|suspended for)|\bpayment required\b|(余额|额度)(不足|已?(用尽|耗尽|用完))|欠费|账户.{0,8}(欠|不足)"),
    ];

    /// <summary>A quota of a day.</summary>
    public static IReadOnlyList<KnownWording> Daily { get; } =
    [
        new(QuotaExhausted, "Groq, OpenAI, OpenRouter", @"\bper[ -]day\b|\b[RT]PD\b|\b(daily|today's)( \w+){0,2} (quota|limit|allocation|allowance)|\bquota for today\b|\bper 24 hours\b|\bresets? (in|after) \d+ ?(h|hrs?|hours?|d|days?)(?![a-z])|\bhour(ly)? quota\b"),
        new(QuotaExhausted, "Cloudflare, Alibaba", @"\bfree( \w+){0,2} (tier|quota|allocation|allowance|credits?)\b.{0,60}\b(exhausted|exceeded|used up|expired|ended|ran out)|\bused up your\b.{0,20}\b(free|daily)\b"),
    ];

    private static readonly KnownWording Minute = new(RateLimited, "Google, OpenAI, Anthropic", @"\bper[ -]?(minute|min|second|sec)\b|PerMinute|_per_minute|/ ?min\b|\b(RPM|I?TPM|OTPM|RPS|QPS)\b|\b(retry|try again) (in|after) (about )?([0-5]?\d(\.\d+)?|60(\.0+)?) ?(s|sec|seconds?)\b|\b(retry|try again) (in|after) [\d.]+ ?ms\b|\bresets? (in|after) ([0-5]?\d(\.\d+)?|60) ?s(ec(onds?)?)?\b|每分钟|每秒");

    private static readonly KnownWording Capacity = new(Unavailable, "OpenAI, Azure, Groq, Mistral, Z.AI, AWS", @"\boverload(ed)?\b|\b(at|over|exceed\w*|out of|no|insufficient|limited|full|not enough|lack\w*|low)( of)?( \w+){0,2} capacity\b|\bcapacity\b.{0,20}\b(exceeded|constraint\w*|reached|is full|unavailable|exhausted)|\b(high|heavy|peak|unusual)( \w+)? (demand|load|traffic)\b|\b(server|model|engine|service|system|cluster)s?\b.{0,20}\b(too )?busy\b|\b(temporarily|currently) (unavailable|overloaded)\b|\b(model|service|server)\b.{0,12}\bunavailable\b|\bmodel\b.{0,20}\b(is )?(still )?(loading|warming up|starting)|\bqueue is full\b|\bupstream (connect error|request timeout)\b|\bconnection reset by peer\b|负载(已?饱和|过高|过大)|过载|访问量过大|繁忙");

    private static readonly KnownWording TooLongInAServerFault = new(ContextLength, "vLLM and llama.cpp, which say it with a 500 as well", @"\brequest exceeds the available context size \(|\blonger than the (maximum |max )?model('s)? (maximum |max )?length");

    // A limit on the answer, or on one member, is not a window: a larger window would not help.
    private static readonly Regex OfTheAnswer = Pattern(@"\bmax_?(completion_|output_|new_|generated_)?_?tokens\b|\b(output|completion|response) tokens\b|\bmaximum tokens you requested\b");
    private static readonly Regex OfThePrompt = Pattern(@"\b(prompt|inputs?|messages)\b(?! (should|must) be (less|greater))|\b(prompt|input)_tokens\b");
    private static readonly Regex OfTheContext = Pattern(@"\b(maximum|max|exceeds? (the )?) ?context (length|limit|size)|\bcontext limit\b");
    private static readonly Regex NamesAnotherMember = Pattern(@"^\W*(invalid |the |field |parameter |value (of|for) )*['""`](?!messages|inputs?\b|prompt|contents?\b|model)[\w.\[\]]+['""`]");
    private static readonly Regex OfAPartOfTheRequest = Pattern(@"(?<!\btokens? of )\b(image|images|audio|video|file|files|pdf|document|attachment|tools?|functions?|schema|stop|metadata|user|title|description|label)\b.{0,40}\b(too (long|large|big|many)|exceed\w*)");
    private static readonly Regex PromptString = Pattern(@"\bstring too long\. expected");
    private static readonly Regex LimitAndRequested = Pattern(@"\btoo large\b.{0,200}?\blimit:? ?([\d,]+).{0,40}?\brequested:? ?([\d,]+)");

    public static bool IsMoney(ErrorReport report) => Any(Money, report);

    public static bool IsDaily(ErrorReport report) => Any(Daily, report);

    public static bool IsOfAMinute(ErrorReport report) => report.Words.Any(Minute.Pattern.IsMatch);

    public static bool IsCapacity(ErrorReport report) => report.Words.Any(Capacity.Pattern.IsMatch);

    public static bool IsTooLongInAServerFault(ErrorReport report) => report.Words.Any(TooLongInAServerFault.Pattern.IsMatch);

    /// <summary>Whether a limit of tokens per minute means that the request alone exceeds the whole limit.</summary>
    public static bool IsLargerThanTheLimit(ErrorReport report)
    {
        foreach (var text in report.Words)
        {
            var match = LimitAndRequested.Match(text);
            if (match.Success && long.TryParse(match.Groups[1].Value.Replace(",", ""), out var limit) && long.TryParse(match.Groups[2].Value.Replace(",", ""), out var requested))
            {
                return requested > limit;
            }
        }

        return false;
    }

    /// <summary>The verdict that the words of an error give; null if they give none.</summary>
    public static FailureSignal? Verdict(ErrorReport report)
    {
        foreach (var wording in Verdicts)
        {
            foreach (var text in report.Words)
            {
                if (wording.Pattern.IsMatch(text) && (wording.Signal != ContextLength || IsOfTheWindow(report, text)))
                {
                    return wording.Signal;
                }
            }
        }

        return report.Words.Any(text => PromptString.IsMatch(text) && IsOfTheWindow(report, text)) ? ContextLength : null;
    }

    private static bool IsOfTheWindow(ErrorReport report, string text) =>
        (!OfTheAnswer.IsMatch(text) || OfThePrompt.IsMatch(text) || OfTheContext.IsMatch(text))
        && (!NamesAnotherMember.IsMatch(text) || OfTheContext.IsMatch(text))
        && !OfAPartOfTheRequest.IsMatch(text)
        && (report.Param is null || Regex.IsMatch(report.Param, "^(messages|inputs?|prompt|contents?|input_tokens|max_tokens|max_completion_tokens|model)", RegexOptions.IgnoreCase));

    private static bool Any(IReadOnlyList<KnownWording> wordings, ErrorReport report) => wordings.Any(wording => report.Words.Any(wording.Pattern.IsMatch));

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
