using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>The JSON of the result of an attempt.</summary>
internal static class LogSettlement
{
    /// <summary>Reads the object at which the reader is.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static LedgerSettlement Read(ref Utf8JsonReader json) => LogMembers.Object(ref json, new LedgerSettlement(), Read);

    private static bool Read(ref Utf8JsonReader json, string name, ref LedgerSettlement settlement)
    {
        switch (name)
        {
            case nameof(LedgerSettlement.Outcome):
                settlement.Outcome = (OutcomeKind)json.GetInt32();
                break;
            case nameof(LedgerSettlement.At):
                settlement.At = json.GetDateTimeOffset();
                break;
            case nameof(LedgerSettlement.Usage):
                settlement.Usage = LogUsage.Read(ref json);
                break;
            case nameof(LedgerSettlement.Cost):
                settlement.Cost = json.GetDecimal();
                break;
            case nameof(LedgerSettlement.CountedCost):
                settlement.CountedCost = json.GetDecimal();
                break;
            case nameof(LedgerSettlement.StatedCost):
                settlement.StatedCost = json.GetDecimal();
                break;
            case nameof(LedgerSettlement.Status):
                settlement.Status = json.GetInt32();
                break;
            case nameof(LedgerSettlement.RequestId):
                settlement.RequestId = json.GetString();
                break;
            case nameof(LedgerSettlement.Duration):
                settlement.Duration = LogMembers.Time(ref json);
                break;
            case nameof(LedgerSettlement.FirstToken):
                settlement.FirstToken = LogMembers.Time(ref json);
                break;
            case nameof(LedgerSettlement.Message):
                settlement.Message = json.GetString();
                break;
            case nameof(LedgerSettlement.Answer):
                settlement.Answer = json.GetString();
                break;
            case nameof(LedgerSettlement.Leases):
                settlement.Leases = LogMembers.Numbers(ref json);
                break;
            case nameof(LedgerSettlement.Freed):
                settlement.Freed = json.GetInt64();
                break;
            default:
                return false;
        }

        return true;
    }
}
