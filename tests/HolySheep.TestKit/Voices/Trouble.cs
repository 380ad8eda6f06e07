namespace HolySheep.TestKit.Voices;

/// <summary>What a provider can have to say in place of an answer; each wire says it in its own words.</summary>
public enum Trouble
{
    /// <summary>Too little capacity for the moment.</summary>
    Overloaded,

    /// <summary>A fault of the server.</summary>
    ServerError,

    /// <summary>Too many requests, with seven seconds to wait.</summary>
    RateLimitedFor7Seconds,

    /// <summary>Too many requests, without a word of how long to wait.</summary>
    RateLimited,

    /// <summary>No credit left.</summary>
    NoMoney,

    /// <summary>A key that is not valid.</summary>
    BadKey,

    /// <summary>A key without the right to this model.</summary>
    Forbidden,

    /// <summary>A model that does not exist.</summary>
    UnknownModel,

    /// <summary>A prompt over the model's window.</summary>
    TooLong,

    /// <summary>A prompt that a content policy refuses.</summary>
    Refused,

    /// <summary>A request that is wrong in itself.</summary>
    BadRequest,
}
