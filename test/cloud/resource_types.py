"""What MiniStack's CloudFormation lacks: types that it refuses, a kind of alarm, an attribute."""

from ministack.services import ses
from ministack.services.cloudformation import provisioners

RESOURCES = provisioners._RESOURCE_HANDLERS

# CloudFormation refuses a template that names a type it does not know. These get a name and an ARN, and do nothing.
NAMES_ONLY = [
    "AWS::ApplicationSignals::ServiceLevelObjective",
    "AWS::Budgets::Budget",
    "AWS::CE::AnomalyMonitor",
    "AWS::CE::AnomalySubscription",
    "AWS::CloudFront::MonitoringSubscription",
    "AWS::CloudFront::PublicKey",
    "AWS::CloudFront::KeyGroup",
    "AWS::CloudTrail::Trail",
    "AWS::CloudWatch::AnomalyDetector",
    "AWS::CloudWatch::CompositeAlarm",
    "AWS::Cognito::ManagedLoginBranding",
    "AWS::Cognito::UserPoolRiskConfigurationAttachment",
    "AWS::Cognito::UserPoolUICustomizationAttachment",
    "AWS::Cognito::UserPoolUser",
    "AWS::Cognito::UserPoolUserToGroupAttachment",
    "AWS::Events::Archive",
    "AWS::GuardDuty::Detector",
    "AWS::GuardDuty::MalwareProtectionPlan",
    "AWS::Logs::Delivery",
    "AWS::Logs::DeliveryDestination",
    "AWS::Logs::DeliverySource",
    "AWS::Logs::QueryDefinition",
    "AWS::SecretsManager::ResourcePolicy",
    "AWS::SecretsManager::RotationSchedule",
    "AWS::WAFv2::LoggingConfiguration",
    "AWS::WAFv2::WebACLAssociation",
    "AWS::XRay::Group",
]


def named_only(kind):
    service = kind.split("::")[1].lower()

    def create(logical_id, props, stack_name):
        name = provisioners._physical_name(stack_name, logical_id, max_len=64)
        arn = f"arn:aws:{service}:us-east-1:000000000000:{name}"
        return name, {"Arn": arn, "Id": name, kind.split("::")[2] + "Id": name}

    return handler(create)


def handler(create, delete=lambda physical_id, props: None):
    def update(physical_id, old_props, new_props, stack_name):
        return physical_id, {}

    return {"create": create, "update": update, "delete": delete}


# Rules of receipt are kept as SES's own calls keep them, so that whoever plays the sender reads from SES where mail goes.
def receipt_rule_set(logical_id, props, stack_name):
    name = props.get("RuleSetName") or provisioners._physical_name(stack_name, logical_id, max_len=64)
    ses._receipt_rule_sets[name] = {"Metadata": {"Name": name, "CreatedTimestamp": ses._iso_now()}, "Rules": []}
    return name, {}


def receipt_rule(logical_id, props, stack_name):
    rule = dict(props["Rule"])
    rule.setdefault("Name", provisioners._physical_name(stack_name, logical_id, max_len=64))
    ses._receipt_rule_sets[props["RuleSetName"]]["Rules"].append(rule)
    return rule["Name"], {}


def accept_alarms_over_expressions():
    """Alarms over several metrics end a deployment; here they never ring."""
    alarms = RESOURCES["AWS::CloudWatch::Alarm"]
    create, name_only = alarms["create"], named_only("AWS::CloudWatch::Alarm")["create"]
    alarms["create"] = lambda logical_id, props, stack_name: (
        name_only if "Metrics" in props else create)(logical_id, props, stack_name)


def tell_where_the_pool_is():
    pools = RESOURCES["AWS::Cognito::UserPool"]
    create = pools["create"]

    def create_and_tell(logical_id, props, stack_name):
        pool, attributes = create(logical_id, props, stack_name)
        url = f"https://cognito-idp.us-east-1.amazonaws.com/{pool}"
        return pool, {"ProviderURL": url, **attributes}

    pools["create"] = create_and_tell


def fill():
    for kind in NAMES_ONLY:
        RESOURCES.setdefault(kind, named_only(kind))
    RESOURCES.setdefault("AWS::SES::ReceiptRuleSet", handler(receipt_rule_set))
    RESOURCES.setdefault("AWS::SES::ReceiptRule", handler(receipt_rule))
    accept_alarms_over_expressions()
    tell_where_the_pool_is()
