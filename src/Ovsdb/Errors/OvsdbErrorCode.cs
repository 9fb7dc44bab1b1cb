namespace NetFabric.Ovsdb;

/// <summary>The errors of ovsdb-server. RFC 7047 section 5 and ovsdb-server(7) name their causes.</summary>
public enum OvsdbErrorCode
{
    /// <summary>An error this library does not know; see <see cref="OvsdbError.Text"/>.</summary>
    Other,

    /// <summary>The request is malformed, names an unknown table or has a value of a wrong type.</summary>
    SyntaxError,

    /// <summary>The server has no such database.</summary>
    UnknownDatabase,

    /// <summary>The database has no such table.</summary>
    UnknownTable,

    /// <summary>The table has no such column.</summary>
    UnknownColumn,

    /// <summary>The server does not know the method.</summary>
    UnknownMethod,

    /// <summary>There is no monitor of that id on the connection.</summary>
    UnknownMonitor,

    /// <summary>The connection has a monitor of that id already.</summary>
    DuplicateMonitor,

    /// <summary>A value breaks a limit of its column, an immutable column is written, or a unique index would have a duplicate.</summary>
    ConstraintViolation,

    /// <summary>A strong reference to a row that does not exist would remain.</summary>
    ReferentialIntegrityViolation,

    /// <summary>Two inserts of a transaction use one uuid-name.</summary>
    DuplicateUuidName,

    /// <summary>An insert asks for a UUID that exists.</summary>
    DuplicateUuid,

    /// <summary>A mutation divides by zero.</summary>
    DomainError,

    /// <summary>The result of a mutation is out of the type's range.</summary>
    RangeError,

    /// <summary>A wait condition did not become true in time.</summary>
    TimedOut,

    /// <summary>An assert found that this connection does not own the lock.</summary>
    NotOwner,

    /// <summary>The server cannot do that, for instance a durable commit.</summary>
    NotSupported,

    /// <summary>The database or connection is read-only.</summary>
    NotAllowed,

    /// <summary>Role-based access control refused it.</summary>
    PermissionError,

    /// <summary>The server lacks memory or space.</summary>
    ResourcesExhausted,

    /// <summary>The server could not write its file.</summary>
    IoError,

    /// <summary>The transaction had an abort operation.</summary>
    Aborted,

    /// <summary>The call was canceled.</summary>
    Canceled,
}
