namespace NetFabric.Samples.Cni.Errors;

/// <summary>Codes of error objects: below 100 the specification's, from 100 on this plugin's.</summary>
internal enum CniErrorCode
{
    IncompatibleVersion = 1,
    UnsupportedField = 2,
    UnknownContainer = 3,
    InvalidEnvironment = 4,
    InputOutput = 5,
    UndecodableInput = 6,
    InvalidConfiguration = 7,
    InvalidNamespace = 8,
    TryAgainLater = 11,
    NotAvailable = 50,
    NotAvailableAndLimited = 51,
    Conflict = 100,
    NotPermitted = 101,
    NotSupported = 102,
    Kernel = 103,
    StoreCorrupt = 104,
    CheckFailed = 105,

    /// <summary>A fault of the plugin itself; the reference implementation uses the same number.</summary>
    Internal = 999,
}
